using System;
using System.Collections.Generic;
using System.IO;
using ActorLog.Journal;
using ActorLog.Options;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog;

/// <summary>What a pipeline goes by as a whole. Immutable; <c>with</c> makes variants.</summary>
public sealed record PipelineOptions
{
    /// <summary>The least level that is taken in at all. Default: Trace; the level filters of .NET come before it.</summary>
    public LogLevel MinLevel { get; init; } = LogLevel.Trace;

    /// <summary>Least levels by category prefix; the longest prefix wins over <see cref="MinLevel"/>. Default: none.</summary>
    public IReadOnlyDictionary<string, LogLevel> Levels { get; init; } = new Dictionary<string, LogLevel>();

    /// <summary>Whether events carry the scopes of their callers. Default: on.</summary>
    public bool IncludeScopes { get; init; } = true;

    /// <summary>
    /// The queue in front of the router, where callers hand their events in. Default: as <see cref="QueueOptions"/> says.
    /// </summary>
    public QueueOptions Queue { get; init; } = new();

    /// <summary>The journal on disk that feeds the durable sinks. Default: none.</summary>
    public JournalOptions Journal { get; init; } = new();

    /// <summary>Where events are kept that a destination will never take.</summary>
    public DeadLetterOptions DeadLetters { get; init; } = new();

    /// <summary>The folder of the dead letters: the configured one, or the one in the journal's folder.</summary>
    public string DeadLetterFolder =>
        DeadLetters.Path.Length > 0 ? DeadLetters.Path : Path.Combine(Journal.Path, "dead-letters");

    /// <summary>Whether dead letters are kept: there is a journal, or a folder of their own.</summary>
    public bool KeepsDeadLetters => Journal.Enabled || DeadLetters.Path.Length > 0;

    /// <summary>How often at most drops are told, in the stream and on stderr. Default: 30 s.</summary>
    public TimeSpan DropReportInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long stopping may take before what is left is given up. Default: 10 s.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the pipeline tells of its own troubles on stderr. Default: on.</summary>
    public bool SelfLog { get; init; } = true;

    internal static PipelineOptions Read(OptionsReader reader, PipelineOptions defaults) =>
        defaults with
        {
            MinLevel = reader.Level("min-level", defaults.MinLevel),
            Levels = Merge(defaults.Levels, reader.Levels("levels")),
            IncludeScopes = reader.Flag("include-scopes", defaults.IncludeScopes),
            Queue = QueueOptions.Read(reader.Section("queue"), defaults.Queue),
            Journal = JournalOptions.Read(reader.Section("journal"), defaults.Journal),
            DeadLetters = DeadLetterOptions.Read(reader.Section("dead-letters"), defaults.DeadLetters),
            DropReportInterval = reader.Duration("drop-report-interval", defaults.DropReportInterval),
            ShutdownTimeout = reader.Duration("shutdown-timeout", defaults.ShutdownTimeout),
            SelfLog = reader.Flag("self-log", defaults.SelfLog),
        };

    /// <summary>The same with paths that mean the same wherever the process goes.</summary>
    internal PipelineOptions WithFullPaths() =>
        this with
        {
            // Only where it is used: the working directory may be gone, which then is nobody's trouble.
            Journal = Journal.Enabled ? Journal with { Path = Path.GetFullPath(Journal.Path) } : Journal,
            DeadLetters = DeadLetters with
            {
                Path = DeadLetters.Path.Length > 0 ? Path.GetFullPath(DeadLetters.Path) : "",
            },
        };

    internal void Validate(OptionErrors errors, string path)
    {
        Queue.Validate(errors, $"{path}:queue");
        Journal.Validate(errors, $"{path}:journal");
        DeadLetters.Validate(errors, $"{path}:dead-letters");
        errors.Require(
            DropReportInterval >= TimeSpan.FromSeconds(1),
            $"{path}:drop-report-interval",
            "must be at least 1 s"
        );
        errors.RequireDayAtMost(DropReportInterval, $"{path}:drop-report-interval");
        errors.Require(ShutdownTimeout >= TimeSpan.Zero, $"{path}:shutdown-timeout", "must not be negative");
        errors.RequireDayAtMost(ShutdownTimeout, $"{path}:shutdown-timeout");
    }

    private static Dictionary<string, LogLevel> Merge(
        IReadOnlyDictionary<string, LogLevel> first,
        IReadOnlyDictionary<string, LogLevel> second
    )
    {
        var merged = new Dictionary<string, LogLevel>(first);
        foreach (var (prefix, level) in second)
        {
            merged[prefix] = level;
        }

        return merged;
    }
}
