namespace ActorLog.Text.OutputTemplates;

/// <summary>A piece of an output template as it is written: literal text, or a hole.</summary>
/// <param name="Text">The literal text, or the name of the hole.</param>
/// <param name="IsHole">Whether this is a hole.</param>
/// <param name="Alignment">The least width in characters: positive aligns right, negative left.</param>
/// <param name="Format">The format behind the colon, or <see langword="null"/>.</param>
internal sealed record OutputHole(string Text, bool IsHole, int Alignment = 0, string? Format = null);
