using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Host.Inputs.Stdin;

/// <summary>What is behind this process's standard input.</summary>
internal static class StandardInput
{
    /// <summary>Opens it.</summary>
    /// <param name="onlyWhenPiped">Whether a terminal and an empty device count as nothing.</param>
    /// <returns>The stream, or <see langword="null"/> when there is nothing to read.</returns>
    public static Stream? Open(bool onlyWhenPiped) => onlyWhenPiped && !IsPiped() ? null : Console.OpenStandardInput();

    // A terminal is not redirected; /dev/null can be sought in but has no length; pipes and sockets cannot be sought in.
    private static bool IsPiped()
    {
        if (!Console.IsInputRedirected)
        {
            return false;
        }

        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        try
        {
            using var handle = new SafeFileHandle(0, ownsHandle: false);
            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            return !stream.CanSeek || stream.Length > 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Closed, or a directory.
            return false;
        }
    }
}
