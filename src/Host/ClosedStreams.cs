using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Host;

/// <summary>Stands in for a standard stream without which the process was started (<c>2&gt;&amp;-</c>).</summary>
/// <remarks>
/// A descriptor that is closed is the next file's: the journal could be opened as number 2, and be written into by whatever
/// tells of a trouble. In a process of the runtime with a compiler something of the runtime's own is there already; in one of
/// native code nothing is.
/// </remarks>
internal static class ClosedStreams
{
    private const int StandardError = 2;

    // Held until the end of the process. Open for reading: writing fails as it does where nothing is.
    private static readonly List<SafeFileHandle> Held = [];

    /// <summary>Takes the numbers that are free. Called before anything else opens a file.</summary>
    public static void Occupy()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        while (true)
        {
            var handle = File.OpenHandle("/dev/null");
            var descriptor = handle.DangerousGetHandle();
            if (descriptor > StandardError)
            {
                handle.Dispose();
                return;
            }

            Held.Add(handle);
        }
    }
}
