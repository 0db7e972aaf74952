using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using ActorLog.Host.Commands;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Processes;

/// <summary>Dead letters of a real host: listed and sent again while it runs, and there when it was killed.</summary>
[Trait("Law", "7")]
public sealed class DeadLetterProcessTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FaultServer _receiver = FaultServer.Start();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _folder.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    [UnixFact]
    public async Task TheyOutliveAKillAndAreSentAgainWhileTheHostRuns()
    {
        var config = _folder.Write(
            "host.conf",
            $$"""
            actorlog {
              inputs { http { type = http, listen = "127.0.0.1:0" } }
              journal { enabled = on, path = "{{_folder.Path}}/journal" }
              sinks { web { type = http, url = "{{_receiver.Url()}}", format = "{Message}", durable = on } }
            }
            """
        );
        _receiver.Judges = request =>
            request.Text.Contains("bad", StringComparison.Ordinal) ? FaultReply.Of(422, "no bad ones") : null;
        using (var killed = HostProcess.Start(_folder.Path, "run", "-c", config))
        {
            using var client = new HttpClient();
            var lines = new StringContent("good 1\nbad 2\ngood 3\nbad 4");
            await client.PostAsync(new Uri(await killed.AddressAsync(), "ingest"), lines);
            await Eventually.HoldsAsync(() => Letters().Length == 2, "both letters are kept");
            await killed.SignalAsync("KILL");
            await killed.EndAsync();
        }

        Assert.Equal(["bad 2", "bad 4"], Letters().Select(letter => letter.Event.RenderedMessage));
        Assert.All(Letters(), letter => Assert.Equal("no bad ones", letter.Failure.Response));

        using var host = HostProcess.Start(_folder.Path, "run", "-c", config);
        await host.AddressAsync();
        _receiver.Judges = null;
        var before = _receiver.Requests.Count;

        Assert.Equal(0, await CommandLine.RunAsync(["dlq", "replay", "-c", config], _output, _error));
        // What had no cursor on the disk yet when the process was killed comes once more: before the letters, between them or
        // after them, and is buried once more if it came before the receiver had changed its mind.
        Assert.Matches("^web: delivered [2-4], rejected again 0, left 0\n$", _output.ToString());
        Assert.All(
            ["log=bad+2", "log=bad+4"],
            text => Assert.Contains(_receiver.Requests.Skip(before), r => r.Text == text)
        );
        Assert.Equal(0, await CommandLine.RunAsync(["journal", "verify", _folder.File("journal")], _output, _error));
        await host.SignalAsync("TERM");
        Assert.Equal(0, (await host.EndAsync()).Code);
    }

    private DeadLetter[] Letters() => [.. DeadLetterArchive.Open(_folder.File("journal/dead-letters")).Read()];
}
