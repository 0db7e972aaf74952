namespace ActorLog.Sinks;

/// <summary>Whether the console sink colours its lines.</summary>
public enum ColorMode
{
    /// <summary>
    /// On a terminal, unless <c>NO_COLOR</c> is set and not empty, or <c>TERM</c> is <c>dumb</c>. A non-empty
    /// <c>FORCE_COLOR</c> (other than <c>0</c>) colours everywhere. Standard output and standard error are judged each by itself.
    /// </summary>
    Auto,

    /// <summary>Always, also into files and pipes.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
