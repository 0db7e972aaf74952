using System;
using ActorLog.Host;
using ActorLog.Host.Commands;

try
{
    return await CommandLine.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
}
#pragma warning disable CA1031 // The last line of defence: people get a sentence, not a stack.
catch (Exception failure)
#pragma warning restore CA1031
{
    Console.Error.WriteLine($"actorlog: {failure.Message}");
    if (Environment.GetEnvironmentVariable("ACTORLOG_DEBUG") is { Length: > 0 })
    {
        Console.Error.WriteLine(failure);
    }

    return ExitCodes.Failed;
}
