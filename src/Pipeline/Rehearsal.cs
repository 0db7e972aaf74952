using System;
using System.Threading;
using ActorLog.Capture;
using ActorLog.Events;
using ActorLog.Text;

namespace ActorLog;

/// <summary>What the first event would wait for is done once while the app goes on starting: for nobody, and on another processor.</summary>
/// <remarks>
/// A starting app keeps one processor busy, with loading and compiling. What the first event needs of that took it some 20 ms
/// more; begun when the app asks for us, it is done before the app has its first line. Of no effect but that. Thread-safe.
/// </remarks>
internal static class Rehearsal
{
    private static int _hasBegun;

    /// <summary>Begins it, if this process has not yet and has a processor to spare.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref _hasBegun, 1) == 0)
        {
            StartIfPossible();
        }
    }

    private static void StartIfPossible()
    {
        try
        {
            new Thread(Run) { Name = "ActorLog rehearsal", IsBackground = true }.UnsafeStart();
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            // The process may have no more threads. Then the first event waits.
        }
    }

    /// <summary>Does it: formats a line, and reads a URL as the HTTP sink's options do.</summary>
    public static void Rehearse(ByteBuffer output)
    {
        var draft = new LogEventDraft
        {
            Template = "{Name}",
            Properties = { new LogProperty("Name", LogValue.From("rehearsal")) },
        };
        var logEvent = DraftCapture.Capture(draft, new LogCategories().Get("ActorLog"), TimeProvider.System);
        LogFormats.Create("text", TimeProvider.System).Format(logEvent, output);
        _ = Uri.TryCreate("http://127.0.0.1/", UriKind.Absolute, out _);
    }

    private static void Run()
    {
        try
        {
            Rehearse(new ByteBuffer(4096));
        }
#pragma warning disable CA1031 // Whatever is wrong is told when it happens to an event. Here it would end the process.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nothing depends on it.
        }
    }
}
