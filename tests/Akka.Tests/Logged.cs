using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using Akka.Actor;
using Akka.Configuration;

namespace ActorLog.AkkaNet.Tests;

/// <summary>An actor system, the pipeline that takes its lines, and what arrived.</summary>
internal sealed class Logged : IAsyncDisposable
{
    private Logged(ActorSystem system, LogPipeline pipeline, CollectingSink sink)
    {
        (System, Pipeline, Sink) = (system, pipeline, sink);
    }

    public ActorSystem System { get; }

    public LogPipeline Pipeline { get; }

    public CollectingSink Sink { get; }

    public static Logged Start(
        string hocon = "",
        AkkaLogOptions? options = null,
        Func<Akka.Actor.Setup.ActorSystemSetup, Akka.Actor.Setup.ActorSystemSetup>? with = null,
        string name = "orders"
    )
    {
        var sink = new CollectingSink();
        var pipeline = BuildPipeline(b => b.AddSink("sink", _ => sink.Create()));
        return new Logged(StartSystem(pipeline, hocon, options, with, name), pipeline, sink);
    }

    public static LogPipeline BuildPipeline(Func<PipelineBuilder, PipelineBuilder> with)
    {
        var builder = LogPipeline.CreateBuilder();
        builder.SelfLogWriter = TextWriter.Null;
        return with(builder).Build();
    }

    public static ActorSystem StartSystem(
        LogPipeline pipeline,
        string hocon,
        AkkaLogOptions? options = null,
        Func<Akka.Actor.Setup.ActorSystemSetup, Akka.Actor.Setup.ActorSystemSetup>? with = null,
        string name = "orders"
    )
    {
        var setup = ActorLogSetup.For(pipeline, options).WithConfig(ConfigurationFactory.ParseString(hocon));
        return ActorSystem.Create(name, with?.Invoke(setup) ?? setup);
    }

    /// <summary>What has arrived when all of it has, and is not of Akka's own.</summary>
    public async Task<DeliveredEvent[]> EventsAsync()
    {
        await Pipeline.FlushAsync().WithinLimit();
        return [.. Sink.Delivered.Where(e => !e.Category.StartsWith("Akka.", StringComparison.Ordinal))];
    }

    public async ValueTask DisposeAsync()
    {
        await System.Terminate().WithinLimit();
        await Pipeline.DisposeAsync();
    }
}
