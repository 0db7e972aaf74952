using System;
using Xunit;

namespace ActorLog.Host.Tests.Processes;

/// <summary>A test that needs a Python 3 interpreter; without one the report says that it was not run.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = UnixFactAttribute.NotRun;
        }
        else if (!PythonProgram.IsInstalled)
        {
            Skip = "NOT RUN: there is no python3 on this machine";
        }
    }
}
