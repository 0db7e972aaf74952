using System;
using System.Linq;
using ActorLog.Events;
using ActorLog.Host.Python;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Reads an exception: a text, or an object as this pipeline, bunyan and pino write it.</summary>
internal static class JsonExceptions
{
    private static readonly string[] TypeNames = ["type", "name"];
    private static readonly string[] TextNames = ["text", "stack", "stack_trace"];

    /// <summary>The exception, or <see langword="null"/> when a member is none.</summary>
    /// <param name="json">The object that it is a member of.</param>
    /// <param name="field">The member.</param>
    /// <param name="isWhole">Whether the exception holds all that the member does.</param>
    public static ExceptionSnapshot? Of(JsonObject json, in JsonField field, out bool isWhole)
    {
        isWhole = true;
        if (json.TryOpen(field, out var members))
        {
            using (members)
            {
                return OfObject(members.Fields, out isWhole);
            }
        }

        return string.IsNullOrEmpty(field.Text) ? null
            : PythonException.IsTraceback(field.Text) ? PythonException.Of(field.Text, null)
            : ExceptionSnapshot.FromText(field.Text);
    }

    private static ExceptionSnapshot? OfObject(ReadOnlySpan<JsonField> members, out bool isWhole)
    {
        var type = Find(members, TypeNames);
        var message = Find(members, ["message"]);
        var text = Find(members, TextNames);
        isWhole = true;
        foreach (ref readonly var member in members)
        {
            isWhole &= IsTaken(member, type) || IsTaken(member, message) || IsTaken(member, text);
        }

        return text is { Text: { } whole } ? new ExceptionSnapshot(type?.Text ?? "", message?.Text ?? "", whole) : null;
    }

    // pino writes the error's name beside its type, mostly the same.
    private static bool IsTaken(in JsonField member, JsonField? taken) =>
        taken is { } field
        && member.Text == field.Text
        && (
            member.Name.Text == field.Name.Text
            || (TypeNames.Contains(member.Name.Text) && TypeNames.Contains(field.Name.Text))
        );

    private static JsonField? Find(ReadOnlySpan<JsonField> members, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (ref readonly var member in members)
            {
                if (
                    member.Text is not null
                    && string.Equals(member.Name.Text, name, StringComparison.OrdinalIgnoreCase)
                )
                {
                    return member;
                }
            }
        }

        return null;
    }
}
