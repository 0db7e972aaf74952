using System;
using System.Globalization;
using System.Text;

namespace ActorLog.Host.Python;

/// <summary>Python's <c>format % args</c>, as <c>LogRecord.getMessage</c> applies it.</summary>
/// <remarks>
/// Where Python would raise (too few or too many arguments, a text for <c>%d</c>) the answer is <see langword="null"/>. So it
/// is when the result would be longer than <see cref="MaxLength"/>: a few bytes of <c>%9999d</c> must not fill the memory.
/// </remarks>
internal sealed class PythonFormat
{
    /// <summary>The longest result, in UTF-16 code units.</summary>
    public const int MaxLength = 1024 * 1024;

    private const int MaxWidth = 4096;

    private readonly string _format;
    private readonly PythonArguments _arguments;
    private readonly StringBuilder _output = new();
    private int _position;

    private PythonFormat(string format, PythonValue arguments)
    {
        _format = format;
        _arguments = new PythonArguments(arguments);
    }

    private char Current => _position < _format.Length ? _format[_position] : '\0';

    /// <summary>The formatted text, or <see langword="null"/>.</summary>
    public static string? Apply(string format, PythonValue arguments) => new PythonFormat(format, arguments).Run();

    private string? Run()
    {
        while (_position < _format.Length)
        {
            var percent = _format.IndexOf('%', _position);
            var end = percent < 0 ? _format.Length : percent;
            _output.Append(_format, _position, end - _position);
            _position = end + 1;
            if (percent >= 0 && !Directive())
            {
                return null;
            }

            if (_output.Length > MaxLength)
            {
                return null;
            }
        }

        return _arguments.AllUsed ? _output.ToString() : null;
    }

    private bool Directive()
    {
        if (Current == '%')
        {
            _output.Append('%');
            _position++;
            return true;
        }

        if (Current == '(' && !Key())
        {
            return false;
        }

        var directive = Flags();
        if (!Size(MaxWidth, out var width) || !Precision(out var precision))
        {
            return false;
        }

        if (Current is 'h' or 'l' or 'L')
        {
            _position++;
        }

        if (_position >= _format.Length)
        {
            return false;
        }

        directive = directive with
        {
            Left = directive.Left || width < 0,
            Width = width < 0 ? -width : width,
            Precision = precision,
            Type = _format[_position++],
        };
        return Append(directive);
    }

    private bool Append(PythonDirective directive)
    {
        if (_arguments.Next() is not { } value || PythonConversion.Convert(directive, value) is not { } text)
        {
            return false;
        }

        _output.Append(text);
        return true;
    }

    private bool Key()
    {
        var open = 0;
        for (var start = _position + 1; _position < _format.Length; _position++)
        {
            open += Current switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (open == 0)
            {
                return _arguments.Select(_format[start.._position++]);
            }
        }

        return false;
    }

    private PythonDirective Flags()
    {
        var flags = new PythonDirective();
        for (; ; _position++)
        {
            switch (Current)
            {
                case '-':
                    flags = flags with { Left = true };
                    break;
                case '+':
                    flags = flags with { Plus = true };
                    break;
                case ' ':
                    flags = flags with { Space = true };
                    break;
                case '#':
                    flags = flags with { Alternate = true };
                    break;
                case '0':
                    flags = flags with { Zero = true };
                    break;
                default:
                    return flags;
            }
        }
    }

    private bool Precision(out int precision)
    {
        precision = PythonDirective.None;
        if (Current != '.')
        {
            return true;
        }

        _position++;
        var isSize = Size(MaxWidth, out precision);
        precision = precision < 0 ? 0 : precision;
        return isSize;
    }

    // A number, an asterisk that takes its number from the arguments, or nothing.
    private bool Size(int limit, out int size)
    {
        size = 0;
        if (Current == '*')
        {
            _position++;
            if (_arguments.Next() is not PythonInt number || number.Value > limit || number.Value < -limit)
            {
                return false;
            }

            size = (int)number.Value;
            return true;
        }

        var start = _position;
        while (char.IsAsciiDigit(Current))
        {
            _position++;
        }

        return _position == start
            || (
                int.TryParse(
                    _format.AsSpan(start, _position - start),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out size
                )
                && size <= limit
            );
    }
}
