using ActorLog.Events;
using ActorLog.Kit;
using Microsoft.Extensions.Logging;

namespace ActorLog.Tests.Text;

/// <summary>An event that has everything an event can have.</summary>
internal static class FullEvent
{
    public static LogEvent Create()
    {
        var logEvent = Some.Event(LogLevel.Warning, "用户 {UserId} took {Elapsed,5:0.00} s", 42, 1.5);
        logEvent.UtcTicks += 1_234_567;
        logEvent.Sequence = 9;
        logEvent.Category = new LogCategory("Shop.Orders");
        logEvent.EventId = new EventId(17, "Slow");
        logEvent.Add("Host", LogValue.From("web-1"));
        logEvent.Scopes = ["request 7", "checkout"];
        logEvent.Exception = new ExceptionSnapshot(
            "System.Exception",
            "no\nway",
            "System.Exception: no\nway\n   at Shop.Pay()"
        );
        logEvent.TraceId = "0af7651916cd43dd8448eb211c80319c";
        logEvent.SpanId = "b7ad6b7169203331";
        logEvent.ThreadName = "worker";
        return logEvent;
    }
}
