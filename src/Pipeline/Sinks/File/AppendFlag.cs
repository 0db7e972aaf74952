using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Sinks;

/// <summary>
/// Sets O_APPEND on an open file, which .NET's FileMode.Append does not: with it every write lands at the end of the file in
/// one step, and several processes that write one file never overwrite each other's lines.
/// </summary>
/// <remarks>
/// On Linux only, where the numbers below hold for every processor that .NET runs on; Windows has <see cref="EndOfFile"/>.
/// Elsewhere, and should it fail, the writer asks for the end and writes there, which leaves a moment for another process to
/// do the same.
/// </remarks>
internal static class AppendFlag
{
    private const int GetFlags = 3;
    private const int SetFlags = 4;
    private const int Append = 0x400;

    /// <summary>Whether writes now go to the end by themselves.</summary>
    public static bool TrySet(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            var flags = Control(handle, GetFlags, 0);
            return flags >= 0 && Control(handle, SetFlags, flags | Append) == 0;
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle descriptor, int command, int argument);
}
