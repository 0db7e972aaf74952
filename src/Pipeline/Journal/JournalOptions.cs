using System;
using ActorLog.Options;

namespace ActorLog.Journal;

/// <summary>The log on disk from which durable sinks are fed, and what happens at its limits. Immutable.</summary>
public sealed record JournalOptions
{
    /// <summary>Whether there is a journal. Default: off. Without it nothing outlives the process.</summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// The folder; created where it does not exist. A second process with the same folder gets one of its own inside it.
    /// Default: <c>data/journal</c>, below the current folder.
    /// </summary>
    public string Path { get; init; } = "data/journal";

    /// <summary>When an event counts as safe. Default: <see cref="JournalAck.Fsynced"/>.</summary>
    public JournalAck Ack { get; init; } = JournalAck.Fsynced;

    /// <summary>How often the journal is synced to the medium. Default: 1 s. Ignored with <see cref="JournalAck.Fsynced"/>.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The size at which a new file is begun, in bytes. Default: 64 MiB.</summary>
    public long SegmentSize { get; init; } = 64L * 1024 * 1024;

    /// <summary>The most bytes that the journal may hold. Default: 1 GiB.</summary>
    public long MaxBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>How long an event is kept for a sink that does not take it, at least 1 s. Default: without end.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.MaxValue;

    /// <summary>How many bytes of the disk are left to others. Default: 256 MiB. Below it the journal counts as full.</summary>
    public long MinFreeDisk { get; init; } = 256L * 1024 * 1024;

    /// <summary>What happens when it is full. Default: the oldest go. In the host: senders wait.</summary>
    public JournalWhenFull WhenFull { get; init; } = JournalWhenFull.DropOldest;

    internal static JournalOptions Read(OptionsReader reader, JournalOptions defaults) =>
        new()
        {
            Enabled = reader.Flag("enabled", defaults.Enabled),
            Path = reader.Text("path", defaults.Path),
            Ack = reader.Choice(
                "ack",
                defaults.Ack,
                ("enqueued", JournalAck.Enqueued),
                ("written", JournalAck.Written),
                ("fsynced", JournalAck.Fsynced)
            ),
            SyncInterval = reader.Duration("sync-interval", defaults.SyncInterval),
            SegmentSize = reader.Size("segment-size", defaults.SegmentSize),
            MaxBytes = reader.Size("max-bytes", defaults.MaxBytes),
            MaxAge = reader.Duration("max-age", defaults.MaxAge),
            MinFreeDisk = reader.Size("min-free-disk", defaults.MinFreeDisk),
            WhenFull = reader.Choice(
                "when-full",
                defaults.WhenFull,
                ("wait", JournalWhenFull.Wait),
                ("drop-oldest", JournalWhenFull.DropOldest),
                ("drop-newest", JournalWhenFull.DropNewest),
                ("drop-by-level", JournalWhenFull.DropByLevel)
            ),
        };

    internal void Validate(OptionErrors errors, string path)
    {
        errors.Require(!string.IsNullOrWhiteSpace(Path), $"{path}:path", "must name a folder");
        errors.Require(PathText.Wrong(Path) is null, $"{path}:path", PathText.Wrong(Path) ?? "");
        errors.Require(SyncInterval > TimeSpan.Zero, $"{path}:sync-interval", "must be more than 0");
        errors.RequireDayAtMost(SyncInterval, $"{path}:sync-interval");
        errors.Require(
            SegmentSize is >= 64 * 1024 and <= 1024L * 1024 * 1024,
            $"{path}:segment-size",
            "must be 64 KiB to 1 GiB"
        );
        errors.Require(
            MaxBytes >= 2 * SegmentSize,
            $"{path}:max-bytes",
            "must be at least twice the segment-size: only whole segments can be given up"
        );
        errors.RequireSecondAtLeast(MaxAge, $"{path}:max-age");
        errors.Require(MinFreeDisk >= 0, $"{path}:min-free-disk", "must not be negative");
    }
}
