using System;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>A logger of some library, and how to end it so that everything is written.</summary>
internal sealed class BenchLogger(ILogger logger, Action end, bool writesFile = true) : IDisposable
{
    public ILogger Logger => logger;

    public bool WritesFile => writesFile;

    public void Dispose() => end();
}
