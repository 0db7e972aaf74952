using System;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>How many waiting events are delivered together.</summary>
public sealed record BatchOptions
{
    /// <summary>The most events in a batch. Default: as the sink documents.</summary>
    public int MaxEvents { get; init; } = 1024;

    /// <summary>The most bytes of memory that the events of a batch hold. A larger event stands alone. Default: 1 MiB.</summary>
    public long MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// How long to wait for a batch to fill before it is delivered. Default: 0, what is waiting is delivered at once.
    /// </summary>
    public TimeSpan Linger { get; init; } = TimeSpan.Zero;

    internal static BatchOptions Read(OptionsReader reader, BatchOptions defaults) =>
        new()
        {
            MaxEvents = reader.Int("max-events", defaults.MaxEvents),
            MaxBytes = reader.Size("max-bytes", defaults.MaxBytes),
            Linger = reader.Duration("linger", defaults.Linger),
        };

    internal void Validate(OptionErrors errors, string path)
    {
        errors.Require(MaxEvents is >= 1 and <= 1_048_576, $"{path}:max-events", "must be 1 to 1048576");
        errors.Require(MaxBytes >= 1, $"{path}:max-bytes", "must be at least 1");
        errors.Require(Linger >= TimeSpan.Zero, $"{path}:linger", "must not be negative");
        errors.RequireDayAtMost(Linger, $"{path}:linger");
    }
}
