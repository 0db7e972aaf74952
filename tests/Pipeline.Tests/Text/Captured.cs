using System.Linq;
using ActorLog.Capture;
using ActorLog.Events;
using ActorLog.Kit;

namespace ActorLog.Tests.Text;

/// <summary>Events whose values went through capture.</summary>
internal static class Captured
{
    public static LogEvent Event(string template, params object?[] args)
    {
        var logEvent = Some.Event(template);
        var holes = logEvent.Template.Tokens.ToArray().Where(token => token.IsHole).ToArray();
        logEvent.MessagePropertyCount = args.Length;
        for (var i = 0; i < args.Length; i++)
        {
            logEvent.Add(holes[i].Text, ValueCapture.Capture(args[i], holes[i].Format));
        }

        logEvent.Measure();
        return logEvent;
    }
}
