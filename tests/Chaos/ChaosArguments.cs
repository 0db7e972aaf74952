using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace ActorLog.Chaos;

/// <summary>The command line: <c>crash</c> or <c>soak</c>, and options with numbers.</summary>
internal sealed class ChaosArguments
{
    private const string Usage = """
        crash [--kills N] [--seed N] [--sessions N] [--relay] [--tight] [--ack LEVEL] [--no-journal]
            kills a host at random moments while it works, and looks whether anything that it acknowledged is lost;
            with --relay it sends to a second host, and either is killed; with --tight its journal is full now and then
        soak [--minutes N] [--seed N] [--sessions N] [--pause MS] [--no-journal]
            has a host work while its destination misbehaves, and looks whether memory, handles and threads stay flat
        both: --folder PATH keeps what the host writes; --csv FILE writes the samples of a soak
        """;

    private readonly Dictionary<string, string> _values = [];
    private readonly bool _isSoak;

    private ChaosArguments(bool isSoak) => _isSoak = isSoak;

    /// <summary>Reads them; tells what is wrong otherwise.</summary>
    public static ChaosArguments? Parse(string[] arguments, TextWriter error)
    {
        if (arguments is not ["crash" or "soak", ..])
        {
            error.WriteLine(Usage);
            return null;
        }

        var parsed = new ChaosArguments(arguments[0] == "soak");
        for (var i = 1; i < arguments.Length; i++)
        {
            var isFlag = arguments[i] is "--no-journal" or "--relay" or "--tight";
            if (!isFlag && (i + 1 == arguments.Length || !arguments[i].StartsWith("--", StringComparison.Ordinal)))
            {
                error.WriteLine(Usage);
                return null;
            }

            parsed._values[arguments[i]] = isFlag ? "" : arguments[++i];
        }

        return parsed;
    }

    /// <summary>Runs what they say.</summary>
    /// <returns>The exit code: 0 when nothing is wrong.</returns>
    public async Task<int> RunAsync(TimeProvider clock, TextWriter output)
    {
        var folder = _values.GetValueOrDefault("--folder");
        var path = folder ?? Directory.CreateTempSubdirectory("actorlog-chaos-").FullName;
        Directory.CreateDirectory(path);
        var seed = Number("--seed", (int)(clock.GetUtcNow().ToUnixTimeSeconds() % 1_000_000));
        output.WriteLine($"seed {seed}, in {path}");
        var code = _isSoak ? await SoakAsync(path, seed, clock, output) : await CrashAsync(path, seed, clock, output);
        if (folder is null && code == 0)
        {
            Directory.Delete(path, recursive: true);
        }

        return code;
    }

    private async Task<int> CrashAsync(string path, int seed, TimeProvider clock, TextWriter output)
    {
        var options = new CrashOptions
        {
            Kills = Number("--kills", 200),
            Seed = seed,
            Sessions = Number("--sessions", 4),
            HasJournal = !_values.ContainsKey("--no-journal"),
            Ack = _values.GetValueOrDefault("--ack", "fsynced"),
            IsTight = _values.ContainsKey("--tight"),
            IsRelay = _values.ContainsKey("--relay"),
            Folder = path,
        };
        var report = await new CrashRun(options, clock, output).RunAsync();
        output.WriteLine(report);
        return report.Problems.Count == 0 ? 0 : 1;
    }

    private async Task<int> SoakAsync(string path, int seed, TimeProvider clock, TextWriter output)
    {
        var options = new SoakOptions
        {
            Length = TimeSpan.FromMinutes(Number("--minutes", 30)),
            Seed = seed,
            Sessions = Number("--sessions", 4),
            Pause = TimeSpan.FromMilliseconds(Number("--pause", 40)),
            HasJournal = !_values.ContainsKey("--no-journal"),
            Folder = path,
            Csv = _values.GetValueOrDefault("--csv"),
        };
        var report = await new SoakRun(options, clock, output).RunAsync();
        output.WriteLine(report);
        return report.Problems.Count == 0 ? 0 : 1;
    }

    private int Number(string name, int otherwise) =>
        _values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
