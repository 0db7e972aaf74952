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
        switch (Current.Kind)
        {
            case TokenKind.Bad:
                break;
            case TokenKind.NewLine or TokenKind.End:
                var length = Current.Start - open.Start;
                _errors.Syntax(_source, open.Start, length, "this substitution has no end", "expected '}'");
                break;
            default:
                var found = Describe(Current);
                _errors.Syntax(_source, Current.Start, Current.Length, $"found {found} in a substitution", PathHint());
                break;
        }

        SkipSubstitution();
        Recover(frame);
    }

    /// <summary>Shells and other configurations have defaults in a substitution, behind a colon.</summary>
    private string PathHint() =>
        Current.Kind == TokenKind.Colon
            ? "expected '}'; a default is a value of its own: key = default, and below it key = ${?path}"
            : "expected '}', or quotes around the key";

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
