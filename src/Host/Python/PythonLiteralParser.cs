using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace ActorLog.Host.Python;

/// <summary>Reads the <c>repr</c> of Python values: literals, containers, and the outlines of other objects.</summary>
/// <remarks>
/// Nothing is evaluated. Any text is taken without an exception and in time linear in its length: what is not a value gives
/// <see langword="null"/>, and so do nesting beyond <see cref="MaxDepth"/> and integers that Python itself refuses to read.
/// </remarks>
internal sealed class PythonLiteralParser
{
    /// <summary>How deep containers may be nested.</summary>
    public const int MaxDepth = 32;

    // Python's own limit for integers as text; reading longer ones takes quadratic time.
    private const int MaxDigits = 4300;

    private static readonly SearchValues<char> OfComplex = SearchValues.Create("0123456789.eE+-naif");

    private readonly string _text;
    private int _position;

    private PythonLiteralParser(string text) => _text = text;

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    /// <summary>The value that <paramref name="text"/> is, or <see langword="null"/> when it is not one value.</summary>
    public static PythonValue? Parse(string text)
    {
        var parser = new PythonLiteralParser(text);
        var value = parser.Value(0);
        parser.SkipSpace();
        return parser._position == text.Length ? value : null;
    }

    private PythonValue? Value(int depth)
    {
        SkipSpace();
        var start = _position;
        return depth > MaxDepth
            ? null
            : Current switch
            {
                '(' when Complex() is { } complex => complex,
                '(' => Items(')', depth, out var comma) is not { } items ? null
                : comma || items.Count == 0 ? new PythonTuple(Since(start), items)
                : items[0],
                '[' => Items(']', depth, out _) is { } items ? new PythonList(Since(start), items) : null,
                '{' => Braces(depth),
                '\'' or '"' => Text(),
                'b' when Next is '\'' or '"' => Bytes(),
                '<' => Outline(),
                '-' or '+' or '.' or (>= '0' and <= '9') => Number(),
                _ => Name(),
            };
    }

    private char Next => _position + 1 < _text.Length ? _text[_position + 1] : '\0';

    private string Since(int start) => _text[start.._position];

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    private bool Take(char c)
    {
        SkipSpace();
        if (Current != c || _position >= _text.Length)
        {
            return false;
        }

        _position++;
        return true;
    }

    private List<PythonValue>? Items(char close, int depth, out bool comma)
    {
        var items = new List<PythonValue>();
        comma = false;
        _position++;
        while (!Take(close))
        {
            if ((items.Count > 0 && !comma) || Value(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
            comma = Take(',');
        }

        // `(1, 2)` is a tuple though it ends without a comma.
        comma |= items.Count > 1;
        return items;
    }

    private PythonValue? Braces(int depth)
    {
        var start = _position++;
        var items = new List<PythonValue>();
        var entries = new List<(PythonValue, PythonValue)>();
        for (var more = true; !Take('}'); more = Take(','))
        {
            if (!more || Value(depth + 1) is not { } key)
            {
                return null;
            }

            if (!Take(':'))
            {
                items.Add(key);
            }
            else if (Value(depth + 1) is { } value)
            {
                entries.Add((key, value));
            }
            else
            {
                return null;
            }
        }

        return items.Count == 0 ? new PythonDictionary(Since(start), entries)
            : entries.Count == 0 ? new PythonList(Since(start), items)
            : null;
    }

    private PythonText? Text()
    {
        var start = _position;
        return PythonStrings.Read(_text, ref _position) is { } value ? new PythonText(Since(start), value) : null;
    }

    private PythonBytes? Bytes()
    {
        var start = _position++;
        return PythonStrings.Read(_text, ref _position) is null ? null : new PythonBytes(Since(start));
    }

    private PythonValue? Number()
    {
        var start = _position;
        if (Current is '-' or '+')
        {
            _position++;
        }

        if (char.IsAsciiLetter(Current))
        {
            return Name() is PythonFloat name ? new PythonFloat(Since(start), -name.Value) : null;
        }

        while (char.IsAsciiDigit(Current) || Current is '.' or 'e' or 'E' || (Current is '-' or '+' && AfterExponent))
        {
            _position++;
        }

        if (Current == 'j')
        {
            _position++;
            return new PythonOpaque(Since(start));
        }

        var digits = _text.AsSpan(start, _position - start);
        if (digits.IndexOfAny('.', 'e', 'E') >= 0)
        {
            var isNumber = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
            return isNumber ? new PythonFloat(Since(start), number) : null;
        }

        return digits.Length <= MaxDigits && BigInteger.TryParse(digits, CultureInfo.InvariantCulture, out var whole)
            ? new PythonInt(Since(start), whole)
            : null;
    }

    // `(1+2j)`, `(-0-infj)`: brackets that are no tuple's.
    private PythonOpaque? Complex()
    {
        var length = _text.AsSpan(_position + 1).IndexOfAnyExcept(OfComplex) + 1;
        if (length <= 1 || !_text.AsSpan(_position + length).StartsWith("j)"))
        {
            return null;
        }

        var start = _position;
        _position += length + 2;
        return new PythonOpaque(Since(start));
    }

    private bool AfterExponent => _position > 0 && _text[_position - 1] is 'e' or 'E';

    // A keyword, `nan`, `inf`, or an object such as `datetime.date(2020, 9, 23)`, of which the brackets are matched.
    private PythonValue? Name()
    {
        var start = _position;
        while (char.IsLetterOrDigit(Current) || Current is '_' or '.')
        {
            _position++;
        }

        if (_position == start || (Current is '(' or '[' or '{' && !PythonStrings.SkipBrackets(_text, ref _position)))
        {
            return null;
        }

        var source = Since(start);
        return source switch
        {
            "None" => new PythonNone(source),
            "True" or "False" => new PythonBool(source, source == "True"),
            "nan" => new PythonFloat(source, double.NaN),
            "inf" => new PythonFloat(source, double.PositiveInfinity),
            _ => new PythonOpaque(source),
        };
    }

    private PythonOpaque? Outline()
    {
        var start = _position;
        var open = 0;
        for (; _position < _text.Length; _position++)
        {
            open += _text[_position] switch
            {
                '<' => 1,
                '>' => -1,
                _ => 0,
            };
            if (open == 0)
            {
                _position++;
                return new PythonOpaque(Since(start));
            }
        }

        return null;
    }
}
