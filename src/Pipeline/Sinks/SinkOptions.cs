using System;
using System.Collections.Generic;
using ActorLog.Options;
using Microsoft.Extensions.Logging;

namespace ActorLog.Sinks;

/// <summary>What every sink has: its route, its queue, its batches, its retries. A kind of sink derives its own options.</summary>
/// <remarks>Immutable; <c>with</c> makes variants.</remarks>
public abstract record SinkOptions
{
    /// <summary>The word for this kind of sink in configurations, such as <c>file</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Whether the sink is used. Default: on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The least level that the sink takes. Default: Trace, all that the pipeline lets in.</summary>
    public LogLevel MinLevel { get; init; } = LogLevel.Trace;

    /// <summary>Least levels by category prefix, the longest prefix wins over <see cref="MinLevel"/>. Default: none.</summary>
    public IReadOnlyDictionary<string, LogLevel> Levels { get; init; } = new Dictionary<string, LogLevel>();

    /// <summary>If not empty, only events that match are taken. Default: empty.</summary>
    public EventFilter Only { get; init; } = new();

    /// <summary>Events that match any part of it are left out. Default: empty.</summary>
    public EventFilter Except { get; init; } = new();

    /// <summary>The sink's own queue: what waits while the destination is slow or down.</summary>
    public QueueOptions Queue { get; init; } = new();

    /// <summary>How events are put together for delivery.</summary>
    public BatchOptions Batch { get; init; } = new();

    /// <summary>How long a delivery may take before its worker is stopped and the batch tried again. Default: 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When failed batches are tried again.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>When the destination counts as down.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; init; } = new();

    /// <summary>
    /// The most bytes that one event may come to when it is formatted. A larger one is replaced by a placeholder that says so,
    /// and goes to the dead letters. Default: 16 MiB.
    /// </summary>
    public long MaxEventBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>
    /// Whether the sink is fed from the journal, so that what it has not delivered outlives the process. Default: off. Needs
    /// the journal.
    /// </summary>
    public bool Durable { get; init; }

    /// <summary>
    /// How many batches may be in flight at once. Default: 1. More than one gives up order (configured as
    /// <c>order = none</c>): the events are dealt out to as many lanes, each in order for itself.
    /// </summary>
    public int MaxInFlight { get; init; } = 1;

    /// <summary>
    /// How long the worker may take for a batch before it is stopped: <see cref="Timeout"/>, unless a batch takes several
    /// round trips that each have this limit.
    /// </summary>
    protected internal virtual TimeSpan WorkerTimeout => Timeout;

    /// <summary>Makes the sink. Called for the first worker and again after each failure that stopped one.</summary>
    public abstract ILogSink CreateSink(SinkContext context);

    /// <summary>Checks the options of this kind of sink; call the base first.</summary>
    /// <param name="errors">Where errors are collected.</param>
    /// <param name="path">The configuration path of the sink's block.</param>
    public virtual void Validate(OptionErrors errors, string path)
    {
        ArgumentNullException.ThrowIfNull(errors);
        errors.Require(Timeout > TimeSpan.Zero, $"{path}:timeout", "must be more than 0");
        errors.Require(MaxInFlight is >= 1 and <= 64, $"{path}:max-in-flight", "must be 1 to 64");
        errors.Require(MaxEventBytes >= 1024, $"{path}:max-event-bytes", "must be at least 1 KiB");
        Queue.Validate(errors, $"{path}:queue");
        Batch.Validate(errors, $"{path}:batch");
        Retry.Validate(errors, $"{path}:retry");
        CircuitBreaker.Validate(errors, $"{path}:circuit-breaker");
    }

    /// <summary>Reads the keys that every sink has; a derived type calls it and adds its own with <c>with</c>.</summary>
    protected static T ReadCommon<T>(OptionsReader reader, T defaults)
        where T : SinkOptions
    {
        ArgumentNullException.ThrowIfNull(reader);
        _ = reader.Text("type", "");
        return defaults with
        {
            Enabled = reader.Flag("enabled", defaults.Enabled),
            MinLevel = reader.Level("min-level", defaults.MinLevel),
            Levels = reader.Levels("levels") is { Count: > 0 } levels ? levels : defaults.Levels,
            Only = EventFilter.Read(reader.Section("only"), defaults.Only),
            Except = EventFilter.Read(reader.Section("except"), defaults.Except),
            Queue = QueueOptions.Read(reader.Section("queue"), defaults.Queue),
            Batch = BatchOptions.Read(reader.Section("batch"), defaults.Batch),
            Timeout = reader.Duration("timeout", defaults.Timeout),
            Retry = RetryOptions.Read(reader.Section("retry"), defaults.Retry),
            CircuitBreaker = CircuitBreakerOptions.Read(reader.Section("circuit-breaker"), defaults.CircuitBreaker),
            MaxEventBytes = reader.Size("max-event-bytes", defaults.MaxEventBytes),
            Durable = reader.Flag("durable", defaults.Durable),
            MaxInFlight = ReadMaxInFlight(reader, defaults.MaxInFlight),
        };
    }

    private static int ReadMaxInFlight(OptionsReader reader, int defaultValue)
    {
        var strict = reader.Choice("order", defaultValue == 1, ("strict", true), ("none", false));
        var inFlight = reader.Int("max-in-flight", strict ? 1 : defaultValue);
        if (strict && inFlight > 1)
        {
            reader.Errors.Add(
                reader.PathOf("max-in-flight"),
                "more than 1 in flight cannot keep the order; set order = none to give it up"
            );
        }

        return inFlight;
    }
}
