using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace ActorLog.Hocon;

/// <summary>What reading or resolving gave: a configuration, or every error that was found. Immutable.</summary>
public sealed class HoconResult
{
    internal HoconResult(HoconConfig? config, IReadOnlyList<HoconError> errors, IReadOnlyCollection<string> files)
    {
        Config = errors.Count == 0 ? config : null;
        Errors = errors;
        Files = files;
    }

    /// <summary>The configuration; null when there are errors.</summary>
    public HoconConfig? Config { get; }

    /// <summary>All errors; empty when there is a configuration.</summary>
    public IReadOnlyList<HoconError> Errors { get; }

    /// <summary>
    /// The full paths of all files that were read or looked for, also when there are errors: whoever waits for a change
    /// watches these.
    /// </summary>
    public IReadOnlyCollection<string> Files { get; }

    /// <summary>Whether there is a configuration.</summary>
    [MemberNotNullWhen(true, nameof(Config))]
    public bool IsSuccess => Config is not null;

    /// <summary>Gives the configuration.</summary>
    /// <returns>The configuration.</returns>
    /// <exception cref="HoconException">There are errors; it carries all of them.</exception>
    public HoconConfig GetOrThrow() => Config ?? throw new HoconException(Errors);
}
