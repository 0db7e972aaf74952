using System;
using System.Collections.Generic;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using NLog.Extensions.Logging;
using NLog.Targets;
using NLog.Targets.Wrappers;
using Serilog;
using Serilog.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>The contenders, each behind <c>ILogger</c>, set for speed and never losing an event.</summary>
internal static class Loggers
{
    private const string Category = "Bench.Category";
    private const int QueueLength = 65_536;

    // The same for ours would be slower: 65,536 waiting events are 16 MB, and every one of them comes from main memory again
    // when it is formatted. 8,192 stay in the caches: 3.4 M events/s instead of 2.8 M, 520 ns of CPU instead of 610 ns.
    private const int ActorLogQueueLength = 8_192;

    public static BenchLogger ActorLog(string path) => ActorLog(path, "text");

    public static BenchLogger ActorLog(string path, string format, int sinks = 1)
    {
        var factory = Pipeline(path, format, sinks).CreateLoggerFactory();
        return new BenchLogger(factory.CreateLogger(Category), factory.Dispose);
    }

    public static LogPipeline Pipeline(string path, string format, int sinks, Action<PipelineBuilder>? more = null)
    {
        var waits = new QueueOptions
        {
            MaxEvents = ActorLogQueueLength,
            WhenFull = WhenFull.Wait,
            MaxWait = TimeSpan.FromMinutes(10),
        };
        var builder = LogPipeline.CreateBuilder().With(options => options with { Queue = waits });
        for (var sink = 1; sink <= sinks; sink++)
        {
            var file = new FileSinkOptions
            {
                Path = sink == 1 ? path : $"{path}.{sink}",
                Format = format,
                Queue = waits,
            };
            builder.AddSink($"file{sink}", file);
        }

        more?.Invoke(builder);
        return builder.Build();
    }

    public static BenchLogger NLog(string path)
    {
        var configuration = new NLog.Config.LoggingConfiguration();
        var file = new FileTarget("file")
        {
            FileName = path,
            Layout = "[${date:format=yyyy-MM-dd HH\\:mm\\:ss}] [${level}] ${logger} ${message}",
            KeepFileOpen = true,
            AutoFlush = false,
        };
        var wrapper = new AsyncTargetWrapper(file, QueueLength, AsyncTargetWrapperOverflowAction.Block)
        {
            BatchSize = 1_024,
            TimeToSleepBetweenBatches = 0,
        };
        configuration.AddRuleForAllLevels(wrapper);
        var logs = new NLog.LogFactory { Configuration = configuration };
        var provider = new NLogLoggerProvider(new NLogProviderOptions(), logs);
        var factory = FactoryOf(provider);
        return new BenchLogger(
            factory.CreateLogger(Category),
            () =>
            {
                logs.Flush(TimeSpan.FromMinutes(10));
                factory.Dispose();
                logs.Shutdown();
            }
        );
    }

    public static BenchLogger Serilog(string path)
    {
        var serilog = new LoggerConfiguration()
            .WriteTo.Async(
                sinks =>
                    sinks.File(
                        path,
                        buffered: true,
                        outputTemplate: "[{Timestamp:yyyy-MM-dd HH:mm:ss}] [{Level}] {SourceContext} {Message:l}{NewLine}{Exception}",
                        fileSizeLimitBytes: null
                    ),
                bufferSize: QueueLength,
                blockWhenFull: true
            )
            .CreateLogger();
        var factory = FactoryOf(new SerilogLoggerProvider(serilog, dispose: true));
        return new BenchLogger(factory.CreateLogger(Category), factory.Dispose);
    }

    /// <summary>Reads the state of each call and does nothing: what <c>LogInformation</c> itself costs.</summary>
    public static BenchLogger StateReader(string path)
    {
        var factory = FactoryOf(new StateReadingProvider());
        return new BenchLogger(factory.CreateLogger(Category), factory.Dispose, writesFile: false);
    }

    /// <summary>A factory that disposes its provider, as it does only with one that was added to it.</summary>
    private static LoggerFactory FactoryOf(ILoggerProvider provider)
    {
        var factory = new LoggerFactory();
        factory.AddProvider(provider);
        return factory;
    }

    private sealed class StateReadingProvider : ILoggerProvider
    {
        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => new Reader();

        public void Dispose() { }

        private sealed class Reader : Microsoft.Extensions.Logging.ILogger
        {
            private int _seen;

            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            )
            {
                if (state is IReadOnlyList<KeyValuePair<string, object?>> list)
                {
                    for (var i = 0; i < list.Count; i++)
                    {
                        _seen += list[i].Key.Length;
                    }
                }
            }
        }
    }
}
