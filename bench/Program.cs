using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Bench;

// One command for all cases: dotnet run -c Release --project bench -- CASE [--json] [--runs N] [--events N]
var cases = new SortedDictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["call"] = rest => Rows(CallBench.RunAsync, rest),
    ["codec"] = rest => Rows(CodecBench.RunAsync, rest),
    ["console"] = rest => Rows(ConsoleBench.RunAsync, rest),
    ["console-child"] = ConsoleBench.ChildAsync,
    ["durable"] = rest => Rows(DurableBench.RunAsync, rest),
    ["file"] = rest => Rows(FileBench.RunAsync, rest),
    ["growth"] = rest => Rows(GrowthBench.RunAsync, rest),
    ["hocon"] = rest => Task.FromResult(HoconBench.Run(rest)),
    ["host"] = rest => Rows(HostBench.RunAsync, rest),
    ["host-bare-child"] = HostBench.BareChildAsync,
    ["http"] = rest => Rows(HttpBench.RunAsync, rest),
    ["http-receiver-child"] = HttpReceiver.ChildAsync,
    ["idle"] = rest => Rows(QuietBench.RunIdleAsync, rest),
    ["journal"] = rest => Rows(JournalBench.RunAsync, rest),
    ["json"] = rest => Rows(JsonBench.RunAsync, rest),
    ["memory"] = rest => Rows(MemoryBench.RunAsync, rest),
    ["memory-child"] = MemoryBench.ChildAsync,
    ["producers"] = rest => Rows(ProducersBench.RunAsync, rest),
    ["sparse"] = rest => Rows(QuietBench.RunSparseAsync, rest),
    ["stages"] = rest => Rows(StageBench.RunAsync, rest),
    ["start"] = rest => Rows(StartBench.RunAsync, rest),
    ["start-child"] = StartBench.ChildAsync,
};

if (args.Length > 0 && cases.TryGetValue(args[0], out var run))
{
    return await run(args[1..]);
}

await Console.Error.WriteLineAsync(
    $"usage: bench <{string.Join('|', cases.Keys.Where(name => !name.EndsWith("-child", StringComparison.Ordinal)))}> [--json] [--runs N] [--events N]"
);
return 2;

static async Task<int> Rows(Func<BenchArguments, Task<IReadOnlyList<BenchRow>>> measure, string[] rest)
{
    var arguments = BenchArguments.Parse(rest);
    BenchRow.Print(await measure(arguments), arguments.Json, Console.Out);
    return 0;
}
