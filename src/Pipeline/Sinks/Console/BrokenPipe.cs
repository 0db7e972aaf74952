using System;
using System.IO;

namespace ActorLog.Sinks;

/// <summary>Knows the errors which say that nobody reads a stream any more, nor ever will.</summary>
internal static class BrokenPipe
{
    // errno on Unix; HRESULTs of ERROR_BROKEN_PIPE, ERROR_NO_DATA and ERROR_PIPE_NOT_CONNECTED on Windows.
    private const int EPIPE = 32;
    private const int BrokenPipeOnWindows = unchecked((int)0x8007006D);
    private const int NoDataOnWindows = unchecked((int)0x800700E8);
    private const int NotConnectedOnWindows = unchecked((int)0x800700E9);

    /// <summary>Whether <paramref name="failure"/> says so. A stream that is closed shows as denied access.</summary>
    public static bool Is(Exception failure) =>
        failure
            is UnauthorizedAccessException
                or IOException { HResult: EPIPE or BrokenPipeOnWindows or NoDataOnWindows or NotConnectedOnWindows };
}
