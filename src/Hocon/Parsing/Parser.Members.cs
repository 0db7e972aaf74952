using System;
using ActorLog.Hocon.Lexing;

namespace ActorLog.Hocon.Parsing;

/// <summary>Keys, separators, and going on after an error.</summary>
internal sealed partial class Parser
{
    /// <summary>Reads what parts members. False when it was an error or the container ends; then the step is over.</summary>
    private bool ReadSeparators(Frame frame)
    {
        var comma = false;
        while (true)
        {
            var token = Current;
            switch (token.Kind)
            {
                case TokenKind.NewLine:
                    frame.NeedsSeparator = false;
                    _at++;
                    break;
                case TokenKind.Whitespace:
                    _at++;
                    break;
                case TokenKind.Comma:
                    if (comma || IsFirst(frame))
                    {
                        var message = comma ? "two commas in a row" : "a comma before the first member";
                        Report(token, message, "expected a member");
                        frame.NeedsSeparator = false;
                        _at++;
                        return false;
                    }

                    (comma, frame.NeedsSeparator) = (true, false);
                    _at++;
                    break;
                case TokenKind.End or TokenKind.CloseBrace or TokenKind.CloseBracket:
                    return false;
                default:
                    return HasSeparator(frame, token);
            }
        }
    }

    private bool HasSeparator(Frame frame, Token token)
    {
        if (!frame.NeedsSeparator)
        {
            return true;
        }

        Fail(frame, token, $"expected ',' or a new line, found {Describe(token)}", null);
        return false;
    }

    private static bool IsFirst(Frame frame) =>
        frame.Container is SyntaxObject obj
            ? obj.Members.Count == 0 && !frame.HadError
            : ((SyntaxList)frame.Container).Items.Count == 0 && !frame.HadError;

    private void ReadKey(Frame frame)
    {
        var first = _at;
        while (IsKeyPart(Current.Kind))
        {
            _at++;
        }

        if (Current.Kind is TokenKind.Substitution or TokenKind.OptionalSubstitution)
        {
            Fail(frame, Current, "a substitution cannot be part of a key", "a key is always text");
            return;
        }

        if (Current.Kind == TokenKind.Bad)
        {
            Recover(frame);
            return;
        }

        var end = _at;
        SkipBlanks();
        if (end == first)
        {
            Fail(frame, Current, $"expected a key, found {Describe(Current)}", null);
        }
        else if (ReadOperator(frame, first, end) && TakeKey(frame, first, end))
        {
            SkipBlanks();
            frame.InValue = true;
        }
    }

    private static bool IsKeyPart(TokenKind kind) =>
        kind
            is TokenKind.Text
                or TokenKind.Quoted
                or TokenKind.QuotedEscaped
                or TokenKind.TripleQuoted
                or TokenKind.Whitespace;

    private bool ReadOperator(Frame frame, int first, int end)
    {
        frame.IsAppend = Current.Kind == TokenKind.PlusEquals;
        switch (Current.Kind)
        {
            case TokenKind.Colon or TokenKind.Equals or TokenKind.PlusEquals:
                _at++;
                return true;
            case TokenKind.OpenBrace:
                return true;
            default:
                var last = _tokens[end - 1].Kind == TokenKind.Whitespace ? end - 2 : end - 1;
                var key = _source.Text[_tokens[first].Start.._tokens[last].End];
                var hint =
                    key.StartsWith(';') || key.StartsWith("--", StringComparison.Ordinal)
                        ? "a comment begins with # or //"
                        : $"expected '=', ':' or '{{', found {Describe(_tokens[end])}";
                var message = $"the key '{Shorten(key)}' has no value";
                _errors.Syntax(_source, _tokens[first].Start, key.Length, message, hint);
                _at = end;
                Recover(frame);
                return false;
        }
    }

    private bool TakeKey(Frame frame, int first, int end)
    {
        var token = _tokens[first];
        var single = end - first == 1 || (end - first == 2 && _tokens[first + 1].Kind == TokenKind.Whitespace);
        var text = _source.Text.AsSpan(token.Start, token.Length);
        if (single && token.Kind == TokenKind.Text && !text.Contains('.'))
        {
            (frame.Key, frame.Path) = (new SyntaxKey(_names.Get(text), token.Start, token.Length), null);
            return true;
        }

        if (single && token.Kind == TokenKind.Quoted)
        {
            (frame.Key, frame.Path) = (new SyntaxKey(_names.Get(text[1..^1]), token.Start, token.Length), null);
            return true;
        }

        var keys = _paths.Read(_tokens, first, end);
        if (keys is null)
        {
            Recover(frame);
            return false;
        }

        (frame.Key, frame.Path) = (keys[^1], keys.Length == 1 ? null : keys);
        return true;
    }

    private void Mismatch(Frame frame, Token token)
    {
        if (frame.IsOpenRoot)
        {
            Report(token, $"this '{_source.Text[token.Start]}' closes nothing", null);
            _at++;
            return;
        }

        // What was meant is anybody's guess, so nothing behind this place is judged.
        var open = new HoconOrigin(_source, frame.Container.Start, 1);
        var expected = frame.IsObject ? '}' : ']';
        var hint = $"expected '{expected}' for line {open.Line}, column {open.Column}";
        Report(
            token,
            $"found '{_source.Text[token.Start]}', which does not close '{open.SourceLine[open.Column - 1]}'",
            hint
        );
        _frames.Clear();
    }

    private void Fail(Frame frame, Token token, string message, string? hint)
    {
        Report(token, message, hint);
        Recover(frame);
    }

    private void Report(Token token, string message, string? hint) =>
        _errors.Syntax(_source, token.Start, token.Kind == TokenKind.NewLine ? 0 : token.Length, message, hint);

    /// <summary>Skips to the next separator or end of this container, over containers within it.</summary>
    private void Recover(Frame frame)
    {
        frame.Value.Clear();
        (frame.InValue, frame.NeedsSeparator, frame.HadError) = (false, false, true);
        var depth = 0;
        for (; Current.Kind != TokenKind.End; _at++)
        {
            switch (Current.Kind)
            {
                case TokenKind.OpenBrace
                or TokenKind.OpenBracket
                or TokenKind.Substitution
                or TokenKind.OptionalSubstitution:
                    depth++;
                    break;
                case TokenKind.CloseBrace or TokenKind.CloseBracket when depth > 0:
                    depth--;
                    break;
                case TokenKind.CloseBrace or TokenKind.CloseBracket:
                    return;
                case TokenKind.NewLine or TokenKind.Comma when depth == 0:
                    frame.NeedsSeparator = true;
                    return;
                default:
                    break;
            }
        }
    }

    private void SkipSpace()
    {
        while (Current.Kind == TokenKind.Whitespace)
        {
            _at++;
        }
    }

    private void SkipBlanks()
    {
        while (Current.Kind is TokenKind.Whitespace or TokenKind.NewLine)
        {
            _at++;
        }
    }

    private string Describe(Token token) =>
        token.Kind switch
        {
            TokenKind.End => "the end of the text",
            TokenKind.NewLine => "the end of the line",
            _ => $"'{Shorten(_source.Text.Substring(token.Start, token.Length))}'",
        };

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 37), "...");
}
