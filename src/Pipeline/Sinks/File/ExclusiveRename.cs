using System;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorLog.Sinks;

/// <summary>
/// Renames a file to a name that is free, in one step. .NET's File.Move looks whether it is free and renames then: of two
/// processes that roll the same file the second one takes the first one's file away.
/// </summary>
/// <remarks>
/// By Linux's <c>renameat2</c> with <c>RENAME_NOREPLACE</c>, which nearly all of its file systems have. Elsewhere the caller uses
/// File.Move, which on Windows is one step too.
/// </remarks>
internal static class ExclusiveRename
{
    private const int WorkingDirectory = -100;
    private const uint NoReplace = 1;
    private const int Exists = 17;

    /// <summary>True when the file has been renamed, false when the name is taken; null when it is for File.Move to say.</summary>
    public static bool? Try(string path, string newPath)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return Rename(WorkingDirectory, Bytes(path), WorkingDirectory, Bytes(newPath), NoReplace) == 0 ? true
                : Marshal.GetLastPInvokeError() == Exists ? false
                : null;
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(int oldFolder, byte[] oldPath, int newFolder, byte[] newPath, uint flags);
}
