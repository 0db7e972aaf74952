using System;
using System.Collections.Generic;
using System.IO;

namespace ActorLog.Kit;

/// <summary>The host as tests start it.</summary>
/// <remarks>
/// <c>ACTORLOG_HOST</c> names a program to test in the place of the one that was built with the tests: one that was published as
/// native code, above all.
/// </remarks>
public static class HostProgram
{
    /// <summary>The command that starts it, without its arguments.</summary>
    public static IReadOnlyList<string> Command { get; } =
        Environment.GetEnvironmentVariable("ACTORLOG_HOST") is { Length: > 0 } program
            ? [Path.GetFullPath(program)]
            : ["dotnet", Path.Combine(AppContext.BaseDirectory, "actorlog.dll")];
}
