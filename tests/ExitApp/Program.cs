using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading;
using ActorLog;
using ActorLog.ExitApp;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A program that logs a thousand lines and then ends in the way that its first argument says, without ever stopping the
// pipeline. Tests look whether its file (the second argument) has every line.
// With "beside" one sink of two is down; the other waits for a flush, and the lines come when the signal does.
// With "journal" it writes a journal instead, and is killed at the point of its life that the third argument names.
var (way, path) = (args[0], args[1]);
if (way == "journal")
{
    return JournalLife.Run(path, point: args[2], times: int.Parse(args[3], CultureInfo.InvariantCulture));
}

if (way == "host")
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.ClearProviders().AddActorLog(p => p.AddFile(path, o => o with { Format = "{Message}{NewLine}" }));
    using var host = builder.Build();
    Log(host.Services.GetService(typeof(ILoggerFactory)) as ILoggerFactory);
    await host.StartAsync();
    Console.WriteLine("ready");
    await host.WaitForShutdownAsync();
    return 0;
}

var untilFlushed = new BatchOptions { Linger = TimeSpan.FromHours(1), MaxEvents = 10_000 };
var pipeline = LogPipeline
    .CreateBuilder()
    .With(o => o with { ShutdownTimeout = TimeSpan.FromSeconds(way == "limit" ? 1 : 10) })
    .AddFile(
        way == "down" ? "/dev/null/none" : path,
        o => o with { Format = "{Message}{NewLine}", Batch = way == "beside" ? untilFlushed : o.Batch }
    )
    .AddSink("down", new FileSinkOptions { Path = "/dev/null/none", Enabled = way == "beside" })
    .Build();
var loggers = pipeline.CreateLoggerFactory();
if (way == "late")
{
    AppDomain.CurrentDomain.ProcessExit += (_, _) => Log(loggers);
    return 0;
}

if (way == "beside")
{
    loggers.CreateLogger("Exit").LogInformation("the first one");
    while (pipeline.Sinks[1].State == SinkState.Running)
    {
        Thread.Yield();
    }

    using var atSignal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Log(loggers));
    WaitForSignal();
}

Log(loggers);
switch (way)
{
    case "exit":
        Environment.Exit(3);
        break;
    case "throw":
        throw new InvalidOperationException("nobody catches this");
    case "signal" or "down":
        WaitForSignal();
        break;
}

return 0;

static void WaitForSignal()
{
    Console.WriteLine("ready");
    using var never = new ManualResetEventSlim();
    never.Wait();
}

static void Log(ILoggerFactory? loggers)
{
    var logger = loggers!.CreateLogger("Exit");
    for (var i = 1; i <= 1_000; i++)
    {
        logger.LogInformation("line {Number}", i);
    }
}
