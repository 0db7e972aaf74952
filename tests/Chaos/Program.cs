using System;
using ActorLog.Chaos;

if (ChaosArguments.Parse(args, Console.Error) is not { } arguments)
{
    return 2;
}

return await arguments.RunAsync(TimeProvider.System, Console.Out);
