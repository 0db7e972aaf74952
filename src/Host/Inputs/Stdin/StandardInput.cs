using System;
using System.IO;
using System.Linq;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Host.Inputs.Stdin;

/// <summary>What is behind this process's standard input.</summary>
internal static class StandardInput
{
    private const string Descriptors = "/proc/self/fd";
    private const string StandardInputDescriptor = "0";

    /// <summary>Opens it.</summary>
    /// <param name="onlyWhenPiped">Whether a terminal and an empty device count as nothing.</param>
    /// <returns>The stream, or <see langword="null"/> when there is nothing to read.</returns>
    /// <exception cref="InputException">It is a folder.</exception>
    public static Stream? Open(bool onlyWhenPiped) =>
        IsFolder() ? throw new InputException("standard input is a folder; name a file in it, or pipe a program")
        : IsClosed() || (onlyWhenPiped && !IsPiped()) ? null
        : Console.OpenStandardInput();

    // It opens as a file does, and fails at the first read.
    private static bool IsFolder()
    {
        try
        {
            return OperatingSystem.IsLinux() && Directory.Exists(Target(StandardInputDescriptor));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A terminal is not redirected; /dev/null can be sought in but has no length; pipes and sockets cannot be sought in.
    private static bool IsPiped()
    {
        if (!Console.IsInputRedirected || OperatingSystem.IsWindows())
        {
            return Console.IsInputRedirected;
        }

        try
        {
            using var handle = new SafeFileHandle(0, ownsHandle: false);
            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            return !stream.CanSeek || stream.Length > 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether the process was started with standard input closed. Descriptor 0 is then not free: the runtime was given it for
    /// the first thing it opened, which is its own pipe for signals. Who read from it would take the signals away.
    /// </summary>
    private static bool IsClosed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            var target = Target(StandardInputDescriptor);
            return target is null
                || (
                    target.StartsWith("pipe:", StringComparison.Ordinal)
                    && Directory
                        .EnumerateFileSystemEntries(Descriptors)
                        .Select(Path.GetFileName)
                        .Any(IsWritingTo(target))
                );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Target(string? descriptor) => new FileInfo($"{Descriptors}/{descriptor}").LinkTarget;

    private static Func<string?, bool> IsWritingTo(string target) =>
        descriptor =>
            Target(descriptor) == target
            && File.ReadLines($"/proc/self/fdinfo/{descriptor}")
                .Any(line =>
                    line.StartsWith("flags:", StringComparison.Ordinal)
                    && line.TrimEnd() is [.., '1' or '2' or '5' or '6']
                );
}
