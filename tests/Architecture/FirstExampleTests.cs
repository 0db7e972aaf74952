using System;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace ActorLog.Architecture;

/// <summary>The first example of the README, run as a reader runs it.</summary>
public sealed partial class FirstExampleTests
{
    [Fact]
    public async Task ItPrintsAndWritesWhatTheReadmeShows()
    {
        var folder = Directory.CreateTempSubdirectory("actorlog-hello-").FullName;
        var shown = Shown().Match(SourceTree.Read("README.md")).Groups["text"].Value;

        var printed = await RunAsync(folder);

        Assert.Equal(WithoutTimes(shown), WithoutTimes(printed));
        Assert.Equal(printed, await File.ReadAllTextAsync(Path.Combine(folder, "logs", "app.log")));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> RunAsync(string folder)
    {
        var here = Path.Combine("tests", "Architecture");
        var program = AppContext.BaseDirectory.Replace(
            here,
            Path.Combine("examples", "HelloConsole"),
            StringComparison.Ordinal
        );
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program, "HelloConsole.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return printed;
    }

    private static string WithoutTimes(string lines) => Time().Replace(lines, "[time]");

    [GeneratedRegex("```text\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shown();

    [GeneratedRegex(@"\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\]")]
    private static partial Regex Time();
}
