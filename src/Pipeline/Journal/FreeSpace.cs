using System;
using System.IO;
using System.Runtime.InteropServices;

namespace ActorLog.Journal;

/// <summary>
/// How much room a folder has. On Windows .NET's DriveInfo knows drives alone: it throws for a share (<c>\\server\share</c>) and a
/// <c>\\?\</c> path, and takes a volume that is mounted in a folder for the drive around it.
/// </summary>
internal static class FreeSpace
{
    /// <summary>How many bytes this user can still write there.</summary>
    /// <exception cref="IOException">Nobody can tell.</exception>
    public static long Of(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (!OperatingSystem.IsWindows())
        {
            return new DriveInfo(full).AvailableFreeSpace;
        }

        // Of a share Windows wants the separator at the end.
        var name = Path.TrimEndingDirectorySeparator(full) + Path.DirectorySeparatorChar;
        return GetDiskFreeSpace(name, out var free, 0, 0)
            ? free
            : throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetHRForLastWin32Error());
    }

    [DllImport("kernel32", EntryPoint = "GetDiskFreeSpaceExW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool GetDiskFreeSpace(string folder, out long free, nint total, nint totalFree);
}
