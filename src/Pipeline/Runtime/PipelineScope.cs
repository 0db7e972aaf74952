using System;
using System.Threading;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;

namespace ActorLog.Runtime;

/// <summary>Knows whether the running code belongs to the pipeline, so that the pipeline never logs into itself (law 9).</summary>
internal static class PipelineScope
{
    // Flows with the worker's asynchronous calls, wherever a sink's libraries continue them.
    private static readonly AsyncLocal<bool> InWorker = new();

    // Capture runs on the caller's thread and never awaits; a thread's own depth is cheaper and enough.
    [ThreadStatic]
    private static int _captures;

    /// <summary>Whether a sink, formatter or engine is running here.</summary>
    public static bool IsInside => InWorker.Value;

    /// <summary>Whether an event is being captured on this thread.</summary>
    public static bool IsCapturing => _captures > 0;

    /// <summary>Whether an event may be captured here. One from code that is itself being logged is counted as refused.</summary>
    public static bool MayCapture(LogLevel level, Ingress ingress)
    {
        if (IsInside)
        {
            return false;
        }

        if (IsCapturing)
        {
            ingress.Refused.Add(DropReason.Reentrant, level);
        }

        return !IsCapturing;
    }

    /// <summary>Marks the current asynchronous flow as the pipeline's own, for as long as it runs.</summary>
    public static void Enter() => InWorker.Value = true;

    public static void BeginCapture() => _captures++;

    public static void EndCapture() => _captures--;
}
