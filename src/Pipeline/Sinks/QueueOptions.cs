using System;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>The limits of a queue, and what happens at them. The last tenth is kept for Warning and above.</summary>
public sealed record QueueOptions
{
    /// <summary>How many events may wait. Default: 65,536.</summary>
    public int MaxEvents { get; init; } = 65_536;

    /// <summary>How many bytes of memory the waiting events may hold (an estimate). Default: 64 MiB.</summary>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>What happens when there is no room. Default: the new event is dropped.</summary>
    public WhenFull WhenFull { get; init; } = WhenFull.DropNewest;

    /// <summary>How long a caller waits at most. Default: 1 s. Ignored unless <see cref="WhenFull"/> is Wait.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(1);

    internal static QueueOptions Read(OptionsReader reader, QueueOptions defaults) =>
        new()
        {
            MaxEvents = reader.Int("max-events", defaults.MaxEvents),
            MaxBytes = reader.Size("max-bytes", defaults.MaxBytes),
            WhenFull = reader.Choice(
                "when-full",
                defaults.WhenFull,
                ("drop-newest", WhenFull.DropNewest),
                ("drop-oldest", WhenFull.DropOldest),
                ("wait", WhenFull.Wait)
            ),
            MaxWait = reader.Duration("max-wait", defaults.MaxWait),
        };

    internal void Validate(OptionErrors errors, string path)
    {
        errors.Require(MaxEvents is >= 1 and <= 16_777_216, $"{path}:max-events", "must be 1 to 16777216");
        errors.Require(MaxBytes >= 1024, $"{path}:max-bytes", "must be at least 1 KiB");
        errors.Require(MaxWait >= TimeSpan.Zero, $"{path}:max-wait", "must not be negative");
    }
}
