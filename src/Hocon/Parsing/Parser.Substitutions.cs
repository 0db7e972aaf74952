using ActorLog.Hocon.Lexing;

namespace ActorLog.Hocon.Parsing;

/// <summary>Substitutions: <c>${path}</c>, <c>${?path}</c>, <c>${path[]}</c>.</summary>
internal sealed partial class Parser
{
    private bool ReadSubstitution(Frame frame)
    {
        var open = Current;
        var first = ++_at;
        while (
            Current.Kind
                is TokenKind.Text
                    or TokenKind.Quoted
                    or TokenKind.QuotedEscaped
                    or TokenKind.TripleQuoted
                    or TokenKind.Whitespace
        )
        {
            _at++;
        }

        var end = _at;
        var isList = Current.Kind == TokenKind.OpenBracket && _tokens[_at + 1].Kind == TokenKind.CloseBracket;
        _at += isList ? 2 : 0;
        if (Current.Kind != TokenKind.CloseBrace)
        {
            FailSubstitution(frame, open);
            return false;
        }

        var close = _tokens[_at++];
        if (_paths.Read(_tokens, first, end) is not { } keys)
        {
            Recover(frame);
            return false;
        }

        var optional = open.Kind == TokenKind.OptionalSubstitution;
        frame.Value.AddTree(
            new SyntaxSubstitution(open.Start, PathReader.ToPath(keys), optional, isList)
            {
                Length = close.End - open.Start,
            }
        );
        return true;
    }

    private void FailSubstitution(Frame frame, Token open)
    {
        if (Current.Kind != TokenKind.Bad)
        {
            _errors.Syntax(
                _source,
                open.Start,
                Current.Start - open.Start,
                "this substitution has no end",
                "expected '}'"
            );
        }

        SkipSubstitution();
        Recover(frame);
    }

    /// <summary>Goes behind the brace that ends a wrong substitution, if it is on this line.</summary>
    private void SkipSubstitution()
    {
        while (Current.Kind is not (TokenKind.NewLine or TokenKind.End or TokenKind.CloseBrace))
        {
            _at++;
        }

        _at += Current.Kind == TokenKind.CloseBrace ? 1 : 0;
    }
}
