namespace ActorLog.Options;

/// <summary>One thing that is wrong with the options.</summary>
/// <param name="Path">The configuration path of the key: <c>actorlog:sinks:http:method</c>.</param>
/// <param name="Message">What is wrong and what was expected.</param>
/// <param name="Hint">What was probably meant, or <see langword="null"/>.</param>
public sealed record OptionError(string Path, string Message, string? Hint = null)
{
    /// <summary>The error on one line.</summary>
    public override string ToString() => Hint is null ? $"{Path}: {Message}" : $"{Path}: {Message} ({Hint})";
}
