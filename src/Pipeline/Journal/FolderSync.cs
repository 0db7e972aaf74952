using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorLog.Journal;

/// <summary>
/// fsync of a folder, which .NET does not offer: without it a file that was made and synced can be gone after a power failure,
/// because its name was never written.
/// </summary>
/// <remarks>Does nothing on Windows, whose file systems keep names in a log of their own.</remarks>
internal static class FolderSync
{
    private const int NotSupported = 22;

    /// <summary>Puts on the medium which files the folder has.</summary>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), OperatingSystem.IsLinux() ? 0x80000 : 0);
        if (descriptor < 0)
        {
            throw Failure(folder);
        }

        try
        {
            // Some file systems, those of networks above all, cannot do this to a folder, and say so.
            if (Fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() != NotSupported)
            {
                throw Failure(folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{folder}'", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
