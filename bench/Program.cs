using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ActorLog.Bench;

// One command for all cases: dotnet run -c Release --project bench -- CASE [--json] [--runs N] [--events N]
var cases = new SortedDictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["caller"] = rest => Rows(CallerBench.RunAsync, rest),
    ["file"] = rest => Rows(FileBench.RunAsync, rest),
    ["hocon"] = rest => Task.FromResult(HoconBench.Run(rest)),
    ["stages"] = rest => Rows(StageBench.RunAsync, rest),
};

if (args.Length > 0 && cases.TryGetValue(args[0], out var run))
{
    return await run(args[1..]);
}

await Console.Error.WriteLineAsync($"usage: bench <{string.Join('|', cases.Keys)}> [--json] [--runs N] [--events N]");
return 2;

static async Task<int> Rows(Func<BenchArguments, Task<IReadOnlyList<BenchRow>>> measure, string[] rest)
{
    var arguments = BenchArguments.Parse(rest);
    BenchRow.Print(await measure(arguments), arguments.Json, Console.Out);
    return 0;
}
