using System;

namespace ActorLog.Hocon;

/// <summary>How substitutions are looked up. Immutable once made.</summary>
public sealed class HoconResolveOptions
{
    /// <summary>The defaults.</summary>
    public static HoconResolveOptions Default { get; } = new();

    /// <summary>Looks nothing up in the environment.</summary>
    public static HoconResolveOptions NoEnvironment { get; } = new() { Environment = static _ => null };

    /// <summary>
    /// Gives the value of an environment variable, or null when it is not set; it is asked only for paths that the
    /// configuration does not have. Default: the variables of the process. Names are case-sensitive as the operating
    /// system has them.
    /// </summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>
    /// Leaves substitutions without a value as they are instead of failing. Default: false. Getters of such a value fail.
    /// </summary>
    public bool AllowUnresolved { get; init; }
}
