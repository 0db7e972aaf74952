using System;
using System.Collections.Generic;
using ActorLog.Bench;

// One command for all cases: dotnet run -c Release --project bench -- <case> [--json]
var cases = new SortedDictionary<string, Func<string[], int>>(StringComparer.Ordinal) { ["hocon"] = HoconBench.Run };

if (args.Length > 0 && cases.TryGetValue(args[0], out var run))
{
    return run(args[1..]);
}

Console.Error.WriteLine($"usage: bench <{string.Join('|', cases.Keys)}> [--json]");
return 2;
