using System;
using Xunit;

namespace ActorLog.Tests.Sinks;

/// <summary>A test that asks a real Python. Without one it is reported as not run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (!Python.IsInstalled)
        {
            Skip = "NOT RUN: there is no python3 on the PATH, so nothing was compared with Python.";
        }
    }
}
