namespace ActorLog.Hocon.Lexing;

internal enum TokenKind : byte
{
    /// <summary>The end of the text; always the last token.</summary>
    End,
    NewLine,
    Whitespace,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Colon,
    Equals,
    PlusEquals,

    /// <summary><c>${</c>; the path and the closing brace follow as tokens of their own.</summary>
    Substitution,

    /// <summary><c>${?</c></summary>
    OptionalSubstitution,

    /// <summary>Unquoted text; numbers, true, false and null too: what they are depends on what stands beside them.</summary>
    Text,

    /// <summary>A quoted string without escapes; the token includes the quotes.</summary>
    Quoted,

    /// <summary>A quoted string with valid escapes.</summary>
    QuotedEscaped,
    TripleQuoted,

    /// <summary>What the lexer has already reported; nobody reports it again.</summary>
    Bad,
}
