using System;
using System.Collections.Generic;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Lexing;

/// <summary>
/// Text to tokens, in one pass, for any text: what is not HOCON becomes a <see cref="TokenKind.Bad"/> token and an
/// error, and reading goes on behind it.
/// </summary>
internal sealed class Lexer
{
    private readonly string _text;
    private readonly ErrorList _errors;
    private readonly HoconSource _source;
    private readonly List<Token> _tokens;
    private int _at;
    private int _reservedUntil;

    private Lexer(HoconSource source, ErrorList errors)
    {
        _source = source;
        _text = source.Text;
        _errors = errors;
        _tokens = new List<Token>(Math.Min(_text.Length, 16 + (_text.Length / 4)));
    }

    public static List<Token> Read(HoconSource source, ErrorList errors)
    {
        var lexer = new Lexer(source, errors);
        while (lexer._at < lexer._text.Length)
        {
            lexer.Next();
        }

        lexer._tokens.Add(new Token(TokenKind.End, lexer._text.Length, 0));
        return lexer._tokens;
    }

    private void Next()
    {
        var c = _text[_at];
        switch (c)
        {
            case ' ' or '\t' or '\r':
                Whitespace();
                break;
            case '"':
                if (_text.AsSpan(_at).StartsWith("\"\"\""))
                {
                    TripleQuoted();
                }
                else
                {
                    Quoted();
                }

                break;
            case '#':
                Comment();
                break;
            case '/' when Peek(1) == '/':
                Comment();
                break;
            case '$' when Peek(1) == '{':
                Add(Peek(2) == '?' ? TokenKind.OptionalSubstitution : TokenKind.Substitution, Peek(2) == '?' ? 3 : 2);
                break;
            case '+' when Peek(1) == '=':
                Add(TokenKind.PlusEquals, 2);
                break;
            default:
                Other(c);
                break;
        }
    }

    private void Other(char c)
    {
        var kind = c switch
        {
            '\n' => TokenKind.NewLine,
            '{' => TokenKind.OpenBrace,
            '}' => TokenKind.CloseBrace,
            '[' => TokenKind.OpenBracket,
            ']' => TokenKind.CloseBracket,
            ',' => TokenKind.Comma,
            ':' => TokenKind.Colon,
            '=' => TokenKind.Equals,
            _ => TokenKind.Text,
        };
        if (kind != TokenKind.Text)
        {
            Add(kind, 1);
        }
        else if (Characters.IsWhitespace(c))
        {
            Whitespace();
        }
        else if (Characters.IsReserved(c))
        {
            Reserved(c);
        }
        else
        {
            Unquoted();
        }
    }

    private void Whitespace()
    {
        var rest = _text.AsSpan(_at);
        var length = rest.IndexOfAnyExcept(Characters.WhitespaceSet);
        Add(TokenKind.Whitespace, length < 0 ? rest.Length : length);
    }

    private void Comment()
    {
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    private void Unquoted()
    {
        var end = TextEnd(_at);
        var number = end < _text.Length && _text[end] == '+' ? NumberEnd(end) : end;
        if (number < 0)
        {
            var bad = end;
            while (bad < _text.Length && Characters.IsNumeric(_text[bad]))
            {
                bad++;
            }

            _errors.Syntax(
                _source,
                _at,
                bad - _at,
                $"'{_text[_at..bad]}' is neither a number nor text",
                "'+' needs quotes"
            );
            Add(TokenKind.Bad, bad - _at);
            return;
        }

        Add(TokenKind.Text, (number > end ? TextEnd(number) : end) - _at);
    }

    /// <summary>
    /// A plus sign ends unquoted text, but belongs to a number such as <c>1e+5</c>. Gives the end of that number, the
    /// place of the sign when this is not the beginning of a number, and -1 for <c>1e+x</c>.
    /// </summary>
    private int NumberEnd(int plus)
    {
        var head = _text.AsSpan(_at, plus - _at);
        if (!char.IsAsciiDigit(head[0]) && head[0] != '-')
        {
            return plus;
        }

        foreach (var c in head)
        {
            if (!Characters.IsNumeric(c))
            {
                return plus;
            }
        }

        if (head[^1] is not ('e' or 'E'))
        {
            return plus;
        }

        var end = plus;
        while (end < _text.Length && Characters.IsNumeric(_text[end]))
        {
            end++;
        }

        return NumberText.IsNumber(_text.AsSpan(_at, end - _at)) ? end : -1;
    }

    private int TextEnd(int from)
    {
        while (true)
        {
            var length = _text.AsSpan(from).IndexOfAny(Characters.TextEnds);
            if (length < 0)
            {
                return _text.Length;
            }

            from += length;
            var comment = from + 1 < _text.Length && _text[from + 1] == '/';
            if (_text[from] != '/' || comment)
            {
                return from;
            }

            from++;
        }
    }

    private void Reserved(char c)
    {
        var end = _at + 1;
        while (end < _text.Length && Characters.IsReserved(_text[end]) && !IsStructure(_text[end]))
        {
            end++;
        }

        // One such character on a line is enough to say.
        if (_at >= _reservedUntil)
        {
            var hint = c switch
            {
                '\\' => "escapes are only read in quoted text",
                '$' => "put the text in quotes; a substitution is ${path}",
                '?' => "put the text in quotes; an optional substitution is ${?path}",
                '*' when _at > 0 && _text[_at - 1] == '/' => "a comment begins with # or // and ends with its line",
                _ => "put the text in quotes",
            };
            _errors.Syntax(_source, _at, 1, $"the character '{c}' is reserved in unquoted text", hint);
            var line = _text.IndexOf('\n', _at);
            _reservedUntil = line < 0 ? _text.Length : line;
        }

        Add(TokenKind.Bad, end - _at);
    }

    private static bool IsStructure(char c) => c is '{' or '}' or '[' or ']' or ',' or ':' or '=' or '"' or '#';

    private void Quoted()
    {
        var (length, escaped, valid) = QuotedText.Measure(_source, _at, _errors);
        Add(
            !valid ? TokenKind.Bad
                : escaped ? TokenKind.QuotedEscaped
                : TokenKind.Quoted,
            length
        );
    }

    private void TripleQuoted()
    {
        var end = _text.IndexOf("\"\"\"", _at + 3, StringComparison.Ordinal);
        if (end < 0)
        {
            _errors.Syntax(_source, _at, 3, "this \"\"\" has no end", "the text is read up to the next \"\"\"");
            Add(TokenKind.Bad, _text.Length - _at);
            return;
        }

        end += 3;
        while (end < _text.Length && _text[end] == '"')
        {
            end++;
        }

        Add(TokenKind.TripleQuoted, end - _at);
    }

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, _at, length));
        _at += length;
    }

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';
}
