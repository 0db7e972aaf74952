using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Sinks;

/// <summary>One of the two streams of a console.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Stream">Where bytes are written, unbuffered.</param>
/// <param name="Color">Whether lines are coloured on it.</param>
internal sealed record ConsoleStream(string Name, Stream Stream, bool Color)
{
    /// <summary>The standard output of this process.</summary>
    public static ConsoleStream Output(ColorMode color) =>
        new(
            "stdout",
            Open(1, Console.IsOutputRedirected, Console.OpenStandardOutput),
            Colors(color, 1, Console.IsOutputRedirected)
        );

    /// <summary>The standard error of this process.</summary>
    public static ConsoleStream Error(ColorMode color) =>
        new(
            "stderr",
            Open(2, Console.IsErrorRedirected, Console.OpenStandardError),
            Colors(color, 2, Console.IsErrorRedirected)
        );

    /// <summary>
    /// A stream over a pipe that says when the pipe has no reader any more. .NET's console streams hide it: they take the bytes
    /// and lose them. A file is left to them, for they share its position with everybody who writes to it.
    /// </summary>
    internal static Stream? OverPipe(SafeFileHandle handle)
    {
        var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? null : stream;
    }

    private static Stream Open(int descriptor, bool redirected, Func<Stream> openStandard) =>
        redirected ? TryOverPipe(descriptor) ?? openStandard()
        : OperatingSystem.IsWindows() ? WindowsConsole.Open(descriptor)
        : openStandard();

    private static Stream? TryOverPipe(int descriptor)
    {
        try
        {
            return OverPipe(
                OperatingSystem.IsWindows()
                    ? WindowsConsole.Handle(descriptor)
                    : new SafeFileHandle(descriptor, ownsHandle: false)
            );
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // Closed or of an unusual kind: the console's own stream knows what to make of it.
            return null;
        }
    }

    private static bool Colors(ColorMode mode, int descriptor, bool redirected) =>
        ColorPolicy.UseColor(
            mode,
            !redirected,
            () => !OperatingSystem.IsWindows() || WindowsConsole.TryTakeSequences(descriptor),
            Environment.GetEnvironmentVariable
        );
}
