using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.AkkaNet;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Hosting.Logging;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench.Akka;

/// <summary>One way from a log call to a file, or to the console that Akka's own logger knows alone.</summary>
internal sealed class Contender : IAsyncDisposable
{
    private readonly ActorSystem? _system;
    private readonly LogPipeline? _pipeline;

    // How many lines have come out of Akka's own mailbox, where there is one in between.
    private readonly Func<long>? _arrived;

    private Contender(Action<int> log, ActorSystem? system, LogPipeline? pipeline, Func<long>? arrived = null)
    {
        Log = log;
        _system = system;
        _pipeline = pipeline;
        _arrived = arrived;
    }

    public Action<int> Log { get; }

    /// <summary>Akka's default logger; what it prints goes nowhere.</summary>
    public static Contender AkkaDefault(string path)
    {
        var output = new CountingWriter();
        Console.SetOut(output);
        var system = ActorSystem.Create("bench", "akka.loggers = [\"Akka.Event.DefaultLogger, Akka\"]");
        return new Contender(ByAkka(system), system, null, () => output.Lines);
    }

    /// <summary>Akka.Hosting's logger into a factory that has ActorLog.</summary>
    public static Contender LoggerFactory(string path)
    {
        var pipeline = Build(path, null);
        var setup = BootstrapSetup
            .Create()
            .WithConfig(
                ConfigurationFactory.ParseString(
                    $"akka {{ loggers = [\"{typeof(LoggerFactoryLogger).AssemblyQualifiedName}\"], stdout-loglevel = OFF }}"
                )
            )
            .And(new LoggerFactorySetup(pipeline.CreateLoggerFactory()));
        var system = ActorSystem.Create("bench", setup);
        return new Contender(ByAkka(system), system, pipeline, () => pipeline.Accepted);
    }

    /// <summary>ILogger into the pipeline, by either engine; no bridge.</summary>
    public static Contender ILogger(string path, bool akkaEngine)
    {
        var system = akkaEngine ? ActorSystem.Create("bench", "akka.stdout-loglevel = OFF, akka.loggers = []") : null;
        var pipeline = Build(path, system is null ? null : new AkkaEngine(system));
        var logger = pipeline.CreateLoggerFactory().CreateLogger("bench");
        return new Contender(
            i => logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5),
            system,
            pipeline
        );
    }

    /// <summary>The bridge, by either engine.</summary>
    public static Contender Bridge(string path, bool akkaEngine)
    {
        var engine = akkaEngine ? new AkkaEngine() : null;
        var pipeline = Build(path, engine);
        var system = ActorSystem.Create("bench", ActorLogSetup.For(pipeline).WithConfig(Config.Empty));
        engine?.AttachTo(system);
        return new Contender(ByAkka(system), system, pipeline);
    }

    /// <summary>Waits until all lines that were logged so far have been written.</summary>
    public async Task DrainAsync(long logged)
    {
        while (_arrived is not null && _arrived() < logged)
        {
            await Task.Delay(1);
        }

        if (_pipeline is not null)
        {
            await _pipeline.FlushAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_system is not null)
        {
            await _system.Terminate();
        }

        if (_pipeline is not null)
        {
            await _pipeline.DisposeAsync();
        }
    }

    private static Action<int> ByAkka(ActorSystem system)
    {
        var log = Logging.GetLogger(system, typeof(Contender));
        return i => log.Info("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
    }

    private static LogPipeline Build(string path, AkkaEngine? engine)
    {
        var builder = LogPipeline.CreateBuilder();
        var queue = new Sinks.QueueOptions { WhenFull = Sinks.WhenFull.Wait, MaxWait = TimeSpan.FromMinutes(1) };
        builder.With(o => o with { Queue = queue });
        if (engine is not null)
        {
            builder.UseEngine(() => engine);
        }

        return builder.AddFile(path, o => o with { Queue = queue }).Build();
    }

    /// <summary>A console that nobody sees.</summary>
    private sealed class CountingWriter : TextWriter
    {
        private long _lines;

        public long Lines => Interlocked.Read(ref _lines);

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) { }

        public override void Write(string? value) { }

        public override void WriteLine(string? value)
        {
            if (value is not null && value.Contains("user ", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _lines);
            }
        }
    }
}
