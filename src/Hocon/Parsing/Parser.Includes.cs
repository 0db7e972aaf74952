using System;
using ActorLog.Hocon.Lexing;

namespace ActorLog.Hocon.Parsing;

/// <summary>The include statement.</summary>
internal sealed partial class Parser
{
    private const string Forms =
        "expected \"name\", file(\"name\"), url(\"address\") or classpath(\"name\"), or required() around one";

    /// <summary>Unquoted text that is <c>include</c>, or begins a path with it, is reserved.</summary>
    private bool IsInclude()
    {
        if (Current.Kind != TokenKind.Text)
        {
            return false;
        }

        var text = _source.Text.AsSpan(Current.Start, Current.Length);
        return text.StartsWith("include") && (text.Length == 7 || text[7] == '.');
    }

    private void ReadInclude(Frame frame)
    {
        var statement = Current;
        _at++;
        var prefix = statement.Length > 7 ? "" : ReadPrefix();
        if (statement.Length > 7 || Current.Kind == TokenKind.OpenBrace || IsOperator(Current.Kind))
        {
            Fail(frame, statement, "a key cannot begin with the word include", "write \"include\" in quotes");
            return;
        }

        var (isRequired, kind, parentheses) = Form(prefix);
        if (parentheses < 0 || !IsQuoted(Current.Kind))
        {
            var at = IsQuoted(Current.Kind) || Current.Kind is TokenKind.NewLine or TokenKind.End ? statement : Current;
            if (Current.Kind != TokenKind.Bad)
            {
                Report(at, "this include names nothing to include", Forms);
            }

            Recover(frame);
            return;
        }

        var target = QuotedText.Decode(_source.Text, Current);
        var end = Current.End;
        _at++;
        if (!ReadSuffix(frame, parentheses, ref end))
        {
            return;
        }

        var include = new SyntaxInclude(statement.Start, end - statement.Start, kind, target, isRequired);
        ((SyntaxObject)frame.Container).Members.Add(SyntaxMember.Of(include));
        frame.NeedsSeparator = true;
    }

    /// <summary>
    /// What stands between the word and the quotes, blanks left out: <c>required(file(</c>. Blanks stand only within the
    /// parentheses, never before one.
    /// </summary>
    private string ReadPrefix()
    {
        SkipBlanks();
        var prefix = "";
        while (
            Current.Kind == TokenKind.Text
            && prefix.Length < 20
            && IsForm(_source.Text.AsSpan(Current.Start, Current.Length))
        )
        {
            prefix += _source.Text.Substring(Current.Start, Current.Length);
            _at++;
            SkipBlanks();
        }

        return prefix;
    }

    private static bool IsForm(ReadOnlySpan<char> text) => text.IndexOf('(') > 0;

    private static (bool IsRequired, IncludeKind Kind, int Parentheses) Form(string prefix)
    {
        var required = prefix.StartsWith("required(", StringComparison.Ordinal);
        var form = required ? prefix["required(".Length..] : prefix;
        var outer = required ? 1 : 0;
        return form switch
        {
            "" => (required, IncludeKind.Heuristic, outer),
            "file(" => (required, IncludeKind.File, outer + 1),
            "url(" => (required, IncludeKind.Url, outer + 1),
            "classpath(" => (required, IncludeKind.ClassPath, outer + 1),
            _ => (false, default, -1),
        };
    }

    /// <summary>The closing parentheses, and nothing else on the line.</summary>
    private bool ReadSuffix(Frame frame, int parentheses, ref int end)
    {
        while (parentheses > 0)
        {
            SkipBlanks();
            var text = Current.Kind == TokenKind.Text ? _source.Text.AsSpan(Current.Start, Current.Length) : [];
            if (text.IsEmpty || text.ContainsAnyExcept(')') || text.Length > parentheses)
            {
                Fail(frame, Current, $"expected ')', found {Describe(Current)}", null);
                return false;
            }

            parentheses -= text.Length;
            end = Current.End;
            _at++;
        }

        SkipSpace();
        if (
            Current.Kind
            is TokenKind.NewLine
                or TokenKind.Comma
                or TokenKind.End
                or TokenKind.CloseBrace
                or TokenKind.CloseBracket
        )
        {
            return true;
        }

        Fail(frame, Current, $"expected the end of the include, found {Describe(Current)}", "an include stands alone");
        return false;
    }

    private static bool IsQuoted(TokenKind kind) =>
        kind is TokenKind.Quoted or TokenKind.QuotedEscaped or TokenKind.TripleQuoted;
}
