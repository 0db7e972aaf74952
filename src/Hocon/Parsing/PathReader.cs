using System;
using System.Collections.Generic;
using System.Text;
using ActorLog.Hocon.Lexing;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Parsing;

/// <summary>
/// Path expressions from tokens: in keys, in substitutions and in getters alike. Dots outside quotes part the keys,
/// whitespace between two pieces belongs to the key, whitespace at the ends does not. One reader serves many paths.
/// </summary>
internal sealed class PathReader(HoconSource source, ErrorList errors)
{
    private readonly List<SyntaxKey> _keys = [];
    private readonly StringBuilder _text = new();
    private bool _hasQuotes;
    private int _keyStart;
    private int _keyEnd;

    /// <summary>A whole text as a path, or null with one error.</summary>
    public static HoconPath? Read(HoconSource source, ErrorList errors)
    {
        var tokens = Lexer.Read(source, errors);
        if (errors.Count > 0)
        {
            return null;
        }

        var end = tokens.Count - 1;
        var path = new PathReader(source, errors).Read(tokens, 0, end);
        return path is null ? null : ToPath(path);
    }

    public static HoconPath ToPath(ReadOnlySpan<SyntaxKey> keys)
    {
        var names = new string[keys.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = keys[i].Name;
        }

        return new HoconPath(names);
    }

    /// <summary>The tokens [first, end) as keys, or null with one error.</summary>
    public SyntaxKey[]? Read(List<Token> tokens, int first, int end)
    {
        while (first < end && tokens[first].Kind == TokenKind.Whitespace)
        {
            first++;
        }

        while (end > first && tokens[end - 1].Kind == TokenKind.Whitespace)
        {
            end--;
        }

        if (first == end)
        {
            return Refuse(tokens[end].Start, 0, "a path is missing", "expected a key such as a.b");
        }

        _keys.Clear();
        Begin(tokens[first].Start);
        for (var i = first; i < end; i++)
        {
            if (!Take(tokens[i]))
            {
                return null;
            }
        }

        return EndKey(_keyEnd) ? [.. _keys] : null;
    }

    private bool Take(Token token)
    {
        var text = source.Text;
        switch (token.Kind)
        {
            case TokenKind.Quoted or TokenKind.QuotedEscaped or TokenKind.TripleQuoted:
                _text.Append(QuotedText.Decode(text, token));
                _hasQuotes = true;
                _keyEnd = token.End;
                return true;
            case TokenKind.Whitespace:
                _text.Append(text, token.Start, token.Length);
                return true;
            case TokenKind.Text:
                return TakeText(token);
            case TokenKind.Bad:
                return false;
            case TokenKind.Substitution or TokenKind.OptionalSubstitution:
                Refuse(token.Start, token.Length, "a substitution cannot be part of a path", "a path is always text");
                return false;
            default:
                var found = text.Substring(token.Start, token.Length)
                    .Replace("\n", "end of line", StringComparison.Ordinal);
                Refuse(token.Start, token.Length, $"'{found}' cannot be part of a path", "put the key in quotes");
                return false;
        }
    }

    private bool TakeText(Token token)
    {
        var at = token.Start;
        while (true)
        {
            var dot = source.Text.AsSpan(at, token.End - at).IndexOf('.');
            var end = dot < 0 ? token.End : at + dot;
            if (end > at)
            {
                _text.Append(source.Text, at, end - at);
                _keyEnd = end;
            }

            if (dot < 0)
            {
                return true;
            }

            if (!EndKey(end))
            {
                return false;
            }

            at = end + 1;
            Begin(at);
        }
    }

    private void Begin(int at)
    {
        (_keyStart, _keyEnd, _hasQuotes) = (at, at, false);
        _text.Clear();
    }

    private bool EndKey(int end)
    {
        if (_text.Length == 0 && !_hasQuotes)
        {
            Refuse(_keyStart, 0, "a key is missing beside '.'", "write \"\" for an empty key");
            return false;
        }

        if (_keys.Count == HoconLimits.MaxDepth)
        {
            var message = $"a path of more than {HoconLimits.MaxDepth} keys";
            errors.Add(new HoconError(HoconErrorKind.Limit, new HoconOrigin(source, _keyStart, 0), message));
            return false;
        }

        _keys.Add(new SyntaxKey(_text.ToString(), _keyStart, Math.Max(end, _keyEnd) - _keyStart));
        return true;
    }

    private SyntaxKey[]? Refuse(int start, int length, string message, string hint)
    {
        errors.Syntax(source, start, length, message, hint);
        return null;
    }
}
