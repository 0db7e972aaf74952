namespace ActorLog.Hocon.Lexing;

/// <summary>A piece of the text. Comments have no token: they end where their line ends.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}
