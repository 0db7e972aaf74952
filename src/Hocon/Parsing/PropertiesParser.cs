using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Parsing;

/// <summary>
/// The .properties format: every value is a string, keys are parted at every dot (also into empty keys), and where a
/// key is both a value and the head of other keys, the object wins whatever their order.
/// </summary>
internal static class PropertiesParser
{
    public static SyntaxObject Parse(HoconSource source, ErrorList errors)
    {
        var entries = new List<(SyntaxKey[] Path, string Key, HoconString Value)>();
        var heads = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < source.Text.Length; )
        {
            at = ReadEntry(source, at, entries, heads, errors);
        }

        var root = new SyntaxObject(0) { Length = source.Text.Length };
        foreach (var (path, key, value) in entries)
        {
            if (!heads.Contains(key))
            {
                var only = path.Length == 1 ? null : path;
                root.Members.Add(SyntaxMember.Field(path[^1], only, new SyntaxValue(value, null), isAppend: false));
            }
        }

        return root;
    }

    private static int ReadEntry(
        HoconSource source,
        int at,
        List<(SyntaxKey[] Path, string Key, HoconString Value)> entries,
        HashSet<string> heads,
        ErrorList errors
    )
    {
        var text = source.Text;
        while (at < text.Length && IsBlank(text[at]))
        {
            at++;
        }

        if (at < text.Length && (text[at] is '#' or '!'))
        {
            while (at < text.Length && text[at] is not ('\n' or '\r'))
            {
                at++;
            }

            return at;
        }

        var keyStart = at;
        var key = ReadText(source, ref at, isKey: true, errors);
        var keyEnd = at;
        SkipSeparator(text, ref at);
        var valueStart = at;
        var value = ReadText(source, ref at, isKey: false, errors);
        if (keyEnd > keyStart || valueStart > keyStart)
        {
            var path = Split(key, keyStart, keyEnd - keyStart, heads);
            if (path.Length > HoconLimits.MaxDepth)
            {
                var message = $"a path of more than {HoconLimits.MaxDepth} keys";
                errors.Add(new HoconError(HoconErrorKind.Limit, new HoconOrigin(source, keyStart, 0), message));
                return at;
            }

            entries.Add((path, key, new HoconString(source, valueStart, at - valueStart, value, isQuoted: false)));
        }

        return at;
    }

    private static SyntaxKey[] Split(string key, int start, int length, HashSet<string> heads)
    {
        var names = key.Split('.');
        var path = new SyntaxKey[names.Length];
        var end = 0;
        for (var i = 0; i < names.Length; i++)
        {
            path[i] = new SyntaxKey(names[i], start, length);
            end += names[i].Length;
            if (i < names.Length - 1 && names.Length <= HoconLimits.MaxDepth)
            {
                heads.Add(key[..end]);
            }

            end++;
        }

        return path;
    }

    private static void SkipSeparator(string text, ref int at)
    {
        SkipSpaces(text, ref at);
        if (at < text.Length && (text[at] is '=' or ':'))
        {
            at++;
            SkipSpaces(text, ref at);
        }
    }

    private static void SkipSpaces(string text, ref int at)
    {
        while (at < text.Length && (text[at] is ' ' or '\t' or '\f' || IsContinuation(text, at)))
        {
            if (text[at] == '\\')
            {
                SkipContinuation(text, ref at);
            }
            else
            {
                at++;
            }
        }
    }

    private static string ReadText(HoconSource source, ref int at, bool isKey, ErrorList errors)
    {
        var text = source.Text;
        var result = new StringBuilder();
        while (at < text.Length && text[at] is not ('\n' or '\r'))
        {
            var c = text[at];
            if (isKey && (c is '=' or ':' or ' ' or '\t' or '\f'))
            {
                break;
            }

            if (IsContinuation(text, at))
            {
                SkipContinuation(text, ref at);
            }
            else if (c == '\\')
            {
                at++;
                ReadEscape(source, ref at, result, errors);
            }
            else
            {
                result.Append(c);
                at++;
            }
        }

        return result.ToString();
    }

    private static bool IsContinuation(string text, int at) =>
        text[at] == '\\' && at + 1 < text.Length && (text[at + 1] is '\n' or '\r');

    private static void SkipContinuation(string text, ref int at)
    {
        at += text.AsSpan(at + 1).StartsWith("\r\n") ? 3 : 2;
        while (at < text.Length && (text[at] is ' ' or '\t' or '\f'))
        {
            at++;
        }
    }

    private static void ReadEscape(HoconSource source, ref int at, StringBuilder result, ErrorList errors)
    {
        var text = source.Text;
        if (at >= text.Length)
        {
            return;
        }

        var c = text[at++];
        var hex = c == 'u' && at + 4 <= text.Length ? text.AsSpan(at, 4) : [];
        if (ushort.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            result.Append((char)code);
            at += 4;
            return;
        }

        // As in Java: a path of Windows is not to lose its backslashes without a word.
        if (c == 'u')
        {
            const string message = "\\u is not followed by four hexadecimal digits";
            errors.Syntax(source, at - 2, 2, message, "a backslash is written \\\\");
        }

        result.Append(
            c switch
            {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                'f' => '\f',
                _ => c,
            }
        );
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\f' or '\n' or '\r' or '\uFEFF';
}
