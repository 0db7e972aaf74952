using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Sinks;

/// <summary>
/// Writes at the end of a file in one step on Windows, as <see cref="AppendFlag"/> has Linux do: who asks for the end and writes
/// there overwrites what another process has written meanwhile.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class EndOfFile
{
    // Windows takes all bits of the offset for wherever the end is when it writes. .NET takes no negative offset.
    private const int Wherever = -1;

    /// <summary>Writes all bytes, at once as a rule.</summary>
    public static void Write(SafeFileHandle handle, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = new NativeOverlapped { OffsetLow = Wherever, OffsetHigh = Wherever };
            if (!WriteFile(handle, ref MemoryMarshal.GetReference(bytes), bytes.Length, out var written, ref end))
            {
                throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetHRForLastWin32Error());
            }

            bytes = written > 0 ? bytes[written..] : throw new IOException("nothing could be written");
        }
    }

    [DllImport("kernel32", EntryPoint = "WriteFile", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool WriteFile(
        SafeFileHandle handle,
        ref byte bytes,
        int length,
        out int written,
        ref NativeOverlapped overlapped
    );
}
