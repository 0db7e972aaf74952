using System;
using ActorLog.Host;
using ActorLog.Host.Commands;

ClosedStreams.Occupy();
var error = new OperatorWriter(StandardText.Error);
try
{
    return await CommandLine.RunAsync(args, StandardText.Output, error).ConfigureAwait(false);
}
#pragma warning disable CA1031 // The last line of defence: people get a sentence, not a stack.
catch (Exception failure)
#pragma warning restore CA1031
{
    error.WriteLine($"actorlog: {failure.Message}");
    if (Environment.GetEnvironmentVariable("ACTORLOG_DEBUG") is { Length: > 0 })
    {
        error.WriteLine(failure.ToString());
    }

    return ExitCodes.Failed;
}
