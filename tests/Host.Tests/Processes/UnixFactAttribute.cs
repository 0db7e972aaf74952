using System;
using Xunit;

namespace ActorLog.Host.Tests.Processes;

/// <summary>A test that sends Unix signals to a process; elsewhere the report says that it was not run.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public const string NotRun = "NOT RUN: it sends Unix signals";

    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = NotRun;
        }
    }
}
