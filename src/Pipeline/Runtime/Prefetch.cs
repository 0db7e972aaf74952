using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using ActorLog.Events;

namespace ActorLog.Runtime;

/// <summary>Asks for an event's memory a little before it is used: it mostly comes from another core's cache.</summary>
internal static class Prefetch
{
    private const int Line = 64;

    /// <summary>Asks for all lines of the event. Only a hint: it changes nothing, and on some machines does nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Lines(LogEvent logEvent)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        // The collector may move the event meanwhile: then the wrong lines are fetched, and nothing else happens.
        var start = *(byte**)Unsafe.AsPointer(ref logEvent);
        Sse.Prefetch0(start);
        Sse.Prefetch0(start + Line);
        Sse.Prefetch0(start + (2 * Line));
        Sse.Prefetch0(start + (3 * Line));
    }
}
