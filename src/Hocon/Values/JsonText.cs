using System.Collections.Generic;
using System.Text;
using ActorLog.Hocon.Lexing;

namespace ActorLog.Hocon.Values;

/// <summary>Resolved values as JSON, each with its place if that is wanted.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private readonly Stack<(HoconValue Container, int Next)> _open = new();
    private readonly bool _indented;
    private readonly bool _origins;

    private JsonText(bool indented, bool origins)
    {
        _indented = indented;
        _origins = origins;
    }

    /// <summary>
    /// Writes a value. With origins every value that is no container becomes
    /// <c>{"value": ..., "origin": "file:line:column"}</c>, and so do empty containers.
    /// </summary>
    public static string Write(HoconValue value, bool indented, bool origins)
    {
        var writer = new JsonText(indented, origins);
        writer.WriteValue(value);
        while (writer._open.TryPop(out var top))
        {
            writer.Step(top.Container, top.Next);
        }

        return writer._text.ToString();
    }

    private void Step(HoconValue container, int next)
    {
        var list = container as HoconList;
        var obj = container as HoconObject;
        if (next == (list?.Count ?? obj!.Count))
        {
            NewLine(_open.Count);
            _text.Append(list is null ? '}' : ']');
            return;
        }

        _text.Append(next > 0 ? "," : "");
        _open.Push((container, next + 1));
        NewLine(_open.Count);
        if (list is not null)
        {
            WriteValue(list[next]);
            return;
        }

        ref readonly var field = ref obj!.Span[next];
        HoconText.WriteQuoted(_text, field.Key);
        _text.Append(_indented ? ": " : ":");
        WriteValue(field.Value);
    }

    private void WriteValue(HoconValue value)
    {
        switch (value)
        {
            case HoconObject { Count: > 0 }:
                _text.Append('{');
                _open.Push((value, 0));
                break;
            case HoconList { Count: > 0 }:
                _text.Append('[');
                _open.Push((value, 0));
                break;
            default:
                WriteLeaf(value);
                break;
        }
    }

    private void WriteLeaf(HoconValue value)
    {
        if (!_origins)
        {
            WriteBare(value);
            return;
        }

        _text.Append(_indented ? "{ \"value\": " : "{\"value\":");
        WriteBare(value);
        _text.Append(_indented ? ", \"origin\": " : ",\"origin\":");
        HoconText.WriteQuoted(_text, value.Origin.ToString());
        _text.Append(_indented ? " }" : "}");
    }

    private void WriteBare(HoconValue value)
    {
        switch (value)
        {
            case HoconString s:
                HoconText.WriteQuoted(_text, s.Text);
                break;
            case HoconNumber n:
                _text.Append(NumberText.ToJson(n.Text));
                break;
            case HoconObject:
                _text.Append("{}");
                break;
            case HoconList:
                _text.Append("[]");
                break;
            case HoconUnresolved:
                throw NotResolved(value);
            default:
                _text.Append(ScalarText.Of(value));
                break;
        }
    }

    private void NewLine(int depth)
    {
        if (_indented)
        {
            _text.Append('\n').Append(' ', depth * 2);
        }
    }

    private static HoconException NotResolved(HoconValue value) =>
        new(
            new HoconError(
                HoconErrorKind.NotResolved,
                value.Origin,
                $"{value} is not resolved, and JSON has no substitutions",
                "call Resolve first"
            )
        );
}
