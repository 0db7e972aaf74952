using System.IO;

namespace ActorLog.Sinks;

/// <summary>Knows the errors which say that nobody reads a stream any more, nor ever will.</summary>
internal static class BrokenPipe
{
    // errno on Unix.
    private const int EBADF = 9;
    private const int EPIPE = 32;

    // HRESULTs of ERROR_BROKEN_PIPE and ERROR_NO_DATA on Windows.
    private const int BrokenPipeOnWindows = unchecked((int)0x8007006D);
    private const int NoDataOnWindows = unchecked((int)0x800700E8);

    /// <summary>Whether <paramref name="failure"/> says so.</summary>
    public static bool Is(IOException failure) =>
        failure.HResult is EBADF or EPIPE or BrokenPipeOnWindows or NoDataOnWindows;
}
