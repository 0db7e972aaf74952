using System;
using System.IO;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Sinks;

namespace ActorLog.Tests;

/// <summary>Pipelines for tests: one collecting sink unless more are said, and a silent self-log.</summary>
internal static class Running
{
    public static LogPipeline Pipeline(
        CollectingSink sink,
        Func<SinkOptions, SinkOptions>? configure = null,
        Func<PipelineOptions, PipelineOptions>? options = null,
        TimeProvider? clock = null
    ) => Pipeline(builder => builder.AddSink("sink", _ => sink.Create(), configure), options, clock);

    public static LogPipeline Pipeline(
        Action<PipelineBuilder> add,
        Func<PipelineOptions, PipelineOptions>? options = null,
        TimeProvider? clock = null
    )
    {
        var builder = LogPipeline.CreateBuilder();
        builder.SelfLogWriter = TextWriter.Null;
        builder.Clock = clock ?? builder.Clock;
        builder.With(options ?? (o => o));
        add(builder);
        return builder.Build();
    }

    /// <summary>A pipeline to be, with a journal and one durable sink.</summary>
    public static PipelineBuilder Durable(CollectingSink sink, JournalOptions journal)
    {
        var builder = LogPipeline
            .CreateBuilder()
            .With(o => o with { Journal = journal with { Enabled = true, MinFreeDisk = 0 } })
            .AddSink("sink", _ => sink.Create(), o => o with { Durable = true });
        builder.SelfLogWriter = TextWriter.Null;
        return builder;
    }
}
