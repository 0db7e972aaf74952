using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Sinks;

/// <summary>What Windows says of a process's standard streams, and does with them, and .NET does not.</summary>
internal static class WindowsConsole
{
    private const int OutputHandle = -11;
    private const int ErrorHandle = -12;
    private const uint KnowsSequences = 4;

    /// <summary>The handle of a stream by the number that it has on Unix: 1 or 2. Never closed, for it is the process's.</summary>
    public static SafeFileHandle Handle(int descriptor) =>
        new(GetStdHandle(descriptor == 1 ? OutputHandle : ErrorHandle), ownsHandle: false);

    /// <summary>
    /// Has a console take escape sequences, which it shows as they are otherwise. False where it knows none, as before Windows
    /// 10 and in its legacy mode.
    /// </summary>
    public static bool TryTakeSequences(int descriptor)
    {
        using var console = Handle(descriptor);
        return GetConsoleMode(console, out var mode)
            && ((mode & KnowsSequences) != 0 || SetConsoleMode(console, mode | KnowsSequences));
    }

    /// <summary>A console as a stream that takes UTF-8 and shows it whatever the console's code page is.</summary>
    public static Stream Open(int descriptor)
    {
        var console = Handle(descriptor);
        return new TerminalStream(text => Write(console, text));
    }

    private static int Write(SafeFileHandle console, ReadOnlySpan<char> text) =>
        !WriteConsole(console, ref Units(text), text.Length, out var written, 0)
            ? throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetHRForLastWin32Error())
        : written == 0 ? throw new IOException("the console takes nothing")
        : written;

    // As numbers: a char by reference would be made one of the code page on its way.
    private static ref ushort Units(ReadOnlySpan<char> text) =>
        ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));

    [DllImport("kernel32", EntryPoint = "GetStdHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int which);

    [DllImport("kernel32", EntryPoint = "GetConsoleMode", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool GetConsoleMode(SafeFileHandle console, out uint mode);

    [DllImport("kernel32", EntryPoint = "SetConsoleMode", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool SetConsoleMode(SafeFileHandle console, uint mode);

    [DllImport("kernel32", EntryPoint = "WriteConsoleW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool WriteConsole(
        SafeFileHandle console,
        ref ushort text,
        int length,
        out int written,
        nint reserved
    );
}
