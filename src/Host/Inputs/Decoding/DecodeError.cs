namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Why a line could not be read.</summary>
/// <param name="Reason">What is wrong, for people.</param>
/// <param name="Column">Where in the line, in bytes from 1; 0 when there is no one place.</param>
public readonly record struct DecodeError(string Reason, long Column = 0)
{
    /// <summary>The error with its place.</summary>
    public override string ToString() => Column > 0 ? $"{Reason} at column {Column}" : Reason;
}
