using System.IO;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Routing;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;

namespace ActorLog.Contracts;

/// <summary>A router with an ingress before it and two sinks behind it, without any engine.</summary>
internal static class RouterParts
{
    public static (Ingress Ingress, SinkSet Sinks, RouterCore Router) Assemble()
    {
        var (clock, collected) = (new ManualClock(Some.Time), new CollectingSink());
        var options = new PipelineOptions();
        var builder = LogPipeline.CreateBuilder().AddSink("a", _ => collected.Create());
        var sinks = builder.AddSink("b", _ => collected.Create()).Sinks;
        var ingress = new Ingress(options.Queue, options.DropReportInterval, clock, "session");
        var router = new Router(SinkSet.RoutesOf(sinks), LogLevel.Trace, options.Levels);
        var time = new PipelineTime(clock);
        var selfLog = new SelfLog(TextWriter.Null, clock, options.DropReportInterval);
        var disk = new JournalDisk();
        var set = new SinkSet([.. sinks], options, ingress, router, new LogCategories(), time, () => 0, selfLog, disk);
        return (ingress, set, new RouterCore(ingress, router, set));
    }
}
