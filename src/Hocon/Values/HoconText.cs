using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ActorLog.Hocon.Values;

/// <summary>
/// Values as HOCON. What is read back is equal. Containers wait on a list, so depth costs no stack. A key with layers
/// becomes several statements, as it was written; before resolving, an object that must not merge with what is below it
/// is written behind a null, which says just that.
/// </summary>
internal sealed class HoconText
{
    private readonly StringBuilder _text = new();
    private readonly Stack<Container> _open = new();
    private readonly bool _indented;

    private readonly bool _barriers;

    private HoconText(bool indented, bool barriers)
    {
        _indented = indented;
        _barriers = barriers;
    }

    public static string Write(HoconValue value, bool indented, bool rootBraces = true)
    {
        var writer = new HoconText(indented, barriers: !value.IsResolved);
        if (value is HoconObject root && !rootBraces)
        {
            writer._open.Push(new Container(writer.Statements(root), null, "", writer._indented ? "\n" : ", ", -1));
        }
        else
        {
            writer.WriteValue(value, 0);
        }

        while (writer._open.TryPeek(out var container))
        {
            writer.Step(container);
        }

        return writer._text.ToString();
    }

    public static string Reference(Substitution value) =>
        $"${{{(value.IsOptional ? "?" : "")}{value.Written}{(value.IsList ? "[]" : "")}}}";

    /// <summary>A key, in quotes unless every character is a letter, a digit, a hyphen or an underscore.</summary>
    public static void WriteKey(StringBuilder text, string key)
    {
        var plain = key.Length > 0 && key != "include";
        foreach (var c in key)
        {
            plain &= char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
        }

        if (plain)
        {
            text.Append(key);
        }
        else
        {
            WriteQuoted(text, key);
        }
    }

    /// <summary>A quoted string, as JSON has it. What could not be written as UTF-8 is escaped too.</summary>
    public static void WriteQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (c >= ' ' && c < '\u007F')
            {
                text.Append(c);
            }
            else
            {
                WriteRare(text, value, ref i);
            }
        }

        text.Append('"');
    }

    private static void WriteRare(StringBuilder text, string value, ref int i)
    {
        var c = value[i];
        if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
        {
            text.Append(c).Append(value[++i]);
            return;
        }

        var word = c switch
        {
            '\n' => "\\n",
            '\t' => "\\t",
            '\r' => "\\r",
            '\b' => "\\b",
            '\f' => "\\f",
            _ => null,
        };
        if (word is not null)
        {
            text.Append(word);
        }
        else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF')
        {
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }
        else
        {
            text.Append(c);
        }
    }

    private void Step(Container container)
    {
        if (container.Next == container.Count)
        {
            Close(container);
            return;
        }

        _text.Append(container.Next > 0 ? container.Separator : "");
        var index = container.Next++;
        if (container.Fields is null)
        {
            WriteItem(container, container.Items![index]);
            return;
        }

        var (key, value, isAppend) = container.Fields[index];
        NewLine(container, container.Depth + 1);
        WriteKey(_text, key);
        _text.Append(
            isAppend ? " += "
            : _indented && value is HoconObject { Count: > 0 } ? " "
            : " = "
        );
        WriteValue(value, container.Depth + 1);
    }

    private void Close(Container container)
    {
        _open.Pop();
        if (container.Close.Length > 0)
        {
            NewLine(container, container.Depth);
            _text.Append(container.Close);
        }
    }

    /// <summary>An item of a list, or a part of a concatenation; there blanks are no strings.</summary>
    private void WriteItem(Container container, HoconValue item)
    {
        if (container.IsParts && Concatenation.IsBlank(item))
        {
            _text.Append(((HoconString)item).Text);
            return;
        }

        NewLine(container, container.Depth + 1);
        WriteValue(item, container.IsParts ? container.Depth : container.Depth + 1);
    }

    private void NewLine(Container container, int depth)
    {
        if (_indented && !container.IsParts && container.Depth >= 0)
        {
            _text.Append('\n').Append(' ', depth * 2);
        }
    }

    private void WriteValue(HoconValue value, int depth)
    {
        switch (value)
        {
            case HoconObject { Count: 0 }:
                _text.Append("{}");
                break;
            case HoconObject obj:
                _text.Append('{');
                _open.Push(new Container(Statements(obj), null, "}", _indented ? "" : ", ", depth));
                break;
            case HoconList { Count: 0 }:
                _text.Append("[]");
                break;
            case HoconList list:
                _text.Append('[');
                _open.Push(new Container(null, list, "]", _indented ? "," : ", ", depth));
                break;
            case Concatenation parts:
                _open.Push(new Container(null, parts.Parts, "", "", depth) { IsParts = true });
                break;
            case Append append:
                WriteValue(append.Items, depth);
                break;
            case Layers layers:
                WriteValue(layers.Values[^1], depth);
                break;
            case Substitution reference:
                _text.Append(reference.IsOptional ? "${?" : "${").Append(reference.Path);
                _text.Append(reference.IsList ? "[]}" : "}");
                break;
            case HoconString s:
                WriteQuoted(_text, s.Text);
                break;
            default:
                _text.Append(ScalarText.Of(value));
                break;
        }
    }

    private List<(string Key, HoconValue Value, bool IsAppend)> Statements(HoconObject obj)
    {
        var statements = new List<(string, HoconValue, bool)>(obj.Count);
        foreach (ref readonly var field in obj.Span)
        {
            foreach (var layer in field.Value is Layers layers ? layers.Values : [field.Value])
            {
                if (layer is Append append)
                {
                    foreach (var item in append.Items.Items)
                    {
                        statements.Add((field.Key, item, true));
                    }
                }
                else
                {
                    if (_barriers && layer is HoconObject { IsSealed: true })
                    {
                        statements.Add((field.Key, new HoconNull(layer.Source, layer.Start, 0), false));
                    }

                    statements.Add((field.Key, layer, false));
                }
            }
        }

        return statements;
    }

    /// <summary>A container that is being written. Depth -1 is the root without braces.</summary>
    private sealed class Container(
        List<(string Key, HoconValue Value, bool IsAppend)>? fields,
        IReadOnlyList<HoconValue>? items,
        string close,
        string separator,
        int depth
    )
    {
        public List<(string Key, HoconValue Value, bool IsAppend)>? Fields { get; } = fields;

        public IReadOnlyList<HoconValue>? Items { get; } = items;

        public string Close { get; } = close;

        public string Separator { get; } = separator;

        public int Depth { get; } = depth;

        public bool IsParts { get; init; }

        public int Count => Fields?.Count ?? Items!.Count;

        public int Next { get; set; }
    }
}
