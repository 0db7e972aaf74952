using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>How the journal is doing, at one moment.</summary>
public sealed record JournalStatus
{
    /// <summary>Its folder: the configured one, or one inside it where another process has that.</summary>
    public required string Path { get; init; }

    /// <summary>How many bytes it holds.</summary>
    public long Bytes { get; init; }

    /// <summary>The most bytes that it may hold.</summary>
    public long MaxBytes { get; init; }

    /// <summary>Of how many files it consists.</summary>
    public int Segments { get; init; }

    /// <summary>How the writing goes: running, or backing off when the disk does not take it.</summary>
    public required SinkState State { get; init; }

    /// <summary>The last failure to write, overcome or not, or <see langword="null"/>.</summary>
    public SinkFailure? LastFailure { get; init; }

    /// <summary>
    /// Whether nothing is written because the journal has reached its limit, its sinks being behind. The disk is sound then,
    /// and it goes on by itself as soon as they have caught up.
    /// </summary>
    public bool IsFull { get; init; }

    /// <summary>Events that were accepted for durable sinks and are in memory still, on their way to the disk.</summary>
    public long QueuedEvents { get; init; }

    /// <summary>Events that the run before had left, added up over the sinks.</summary>
    public long Recovered { get; init; }
}
