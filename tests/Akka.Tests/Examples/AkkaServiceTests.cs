using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Examples;

/// <summary>A cluster of three processes and one host, with real signals.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class AkkaServiceTests
{
    [Fact]
    public async Task OneOfThreeNodesIsKilledTheOthersGetSigtermAndTheHostHasEveryLineInOrder()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // It has no SIGTERM.
        }

        var output = await RunAsync("AkkaService/bin/{0}/net10.0/AkkaService.dll");
        Assert.Matches(@"node-1: \d+ orders, in order, none missing, 50 last lines", output);
        Assert.Matches(@"node-2: \d+ orders, in order, none missing, 50 last lines", output);
        Assert.Matches(@"node-3: \d+ orders, in order, none missing, 0 last lines, killed", output);
    }

    private static async Task<string> RunAsync(string example)
    {
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal)
            ? "Release"
            : "Debug";
        var dll = Repository.PathOf(
            Path.Combine("examples", example.Replace("{0}", configuration, StringComparison.Ordinal))
        );
        var host = Repository.PathOf($"src/Host/bin/{configuration}/net10.0/actorlog.dll");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [dll, "demo", host])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        var text = await output + await errors;
        Assert.True(process.ExitCode == 0, text);
        return text;
    }
}
