using System;
using System.Globalization;

namespace ActorLog.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchArguments(bool Json, int? Runs, int? Events)
{
    public static BenchArguments Parse(string[] args) =>
        new(Array.IndexOf(args, "--json") >= 0, Number(args, "--runs"), Number(args, "--events"));

    private static int? Number(string[] args, string option)
    {
        var at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
    }
}
