using System;
using System.Diagnostics.CodeAnalysis;
using ActorLog.Events;
using ActorLog.Options;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Reads the records of Python's loguru, as <c>serialize=True</c> writes them.</summary>
/// <remarks>
/// <c>{"text":"2020-09-23 10:45:56.123 | ERROR | ...","record":{"level":{"name":"ERROR","no":40},"message":"m",...}}</c>. The text is
/// the record as loguru prints it, and the only place where the traceback is.
/// </remarks>
internal static class LoguruRecord
{
    private const string TracebackHead = "Traceback (most recent call last):";

    /// <summary>The event of an object; false when that is no record of loguru's.</summary>
    public static bool TryDecode(JsonObject json, [NotNullWhen(true)] out LogEventDraft? draft)
    {
        draft = null;
        if (
            json.Fields is not [{ Name.Text: "text", Text: { } text }, { Name.Text: "record", IsNested: true }]
            || !json.TryOpen(json.Fields[1], out var record)
        )
        {
            return false;
        }

        using (record)
        {
            var read = new LogEventDraft();
            foreach (ref readonly var field in record.Fields)
            {
                Take(read, record, field, text);
            }

            draft = read.Message is null ? null : read;
            return draft is not null;
        }
    }

    private static void Take(LogEventDraft draft, JsonObject record, in JsonField field, string text)
    {
        switch (field.Name.Text)
        {
            case "message" when field.Text is not null:
                draft.Message = field.Text;
                break;
            case "name" when field.Text is not null:
                draft.Category = field.Text;
                break;
            case "time" when Member(record, field, "timestamp").Number is { } seconds:
                draft.Timestamp = EventTime.FromSeconds(seconds);
                break;
            case "level" when Member(record, field, "no").Number is { } number:
                TakeLevel(draft, number, Member(record, field, "name").Text ?? "");
                break;
            case "exception" when Member(record, field, "type").Text is { } type:
                draft.Exception = ExceptionOf(type, Member(record, field, "value").Text ?? "", text);
                break;
            case "exception" when !field.IsNested:
                break;
            case "extra" when record.TryOpen(field, out var extras):
                using (extras)
                {
                    TakeExtras(draft, extras);
                }

                break;
            default:
                // Where the call was made: not part of the message.
                draft.ScopeProperties.Add(new LogProperty(field.Name.Text, record.ValueOf(field)));
                draft.ThreadName ??= field.Name.Text == "thread" ? Member(record, field, "name").Text : null;
                break;
        }
    }

    // Levels of one's own, and SUCCESS, lie between those that there are.
    private static void TakeLevel(LogEventDraft draft, decimal number, string name)
    {
        draft.Level = SeverityNumbers.FromPython(SeverityNumbers.Whole(number));
        if (!LevelNames.TryParse(name, out var level) || level != draft.Level)
        {
            draft.Properties.Add(new LogProperty("levelname", LogValue.From(name)));
        }
    }

    private static ExceptionSnapshot ExceptionOf(string type, string message, string text)
    {
        var head = text.IndexOf(TracebackHead, StringComparison.Ordinal);
        return new ExceptionSnapshot(type, message, head < 0 ? $"{type}: {message}" : text[head..].TrimEnd());
    }

    private static void TakeExtras(LogEventDraft draft, JsonObject extras)
    {
        var properties = new JsonProperties(draft.Properties);
        foreach (ref readonly var extra in extras.Fields)
        {
            properties.Add(extra.Name.Text, extras.ValueOf(extra));
        }
    }

    private static JsonField Member(JsonObject record, in JsonField field, string name)
    {
        if (!record.TryOpen(field, out var members))
        {
            return default;
        }

        using (members)
        {
            foreach (ref readonly var member in members.Fields)
            {
                if (member.Name.Text == name)
                {
                    return member;
                }
            }
        }

        return default;
    }
}
