using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActorLog.Host.Commands;
using ActorLog.Host.Tests.Processes;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Commands;

/// <summary>The dead letters' tools by the real entry point, on real files, against a real receiver.</summary>
public sealed class DlqCommandTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly FaultServer _receiver = FaultServer.Start();
    private string _config = "";

    public Task InitializeAsync()
    {
        _config = _folder.Write(
            "host.conf",
            $$"""
            actorlog {
              inputs { in { type = stdin } }
              dead-letters { path = "{{_folder.Path}}/letters" }
              sinks {
                web { type = http, url = "{{_receiver.Url()}}", format = "{Sequence} {Message}" }
                out { type = file, path = "{{_folder.File("out.log")}}", format = "{Sequence} {Message}{NewLine}" }
              }
            }
            """
        );
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _folder.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    [UnixTheory]
    [InlineData("list")]
    [InlineData("show", "1")]
    [InlineData("replay")]
    public async Task LettersThatOneMayNotSeeAreNotSaidToBeNone(params string[] command)
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            return; // Who may see everything is told the truth anyway.
        }

        Directory.CreateDirectory($"{_folder.Path}/letters");
        File.SetUnixFileMode(_folder.Path, UnixFileMode.None);
        var config = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            config,
            $"actorlog {{ inputs.in.type = stdin, sinks.out.type = console, dead-letters.path = \"{_folder.Path}/letters\" }}"
        );

        var code = await Run(["dlq", .. command, "-c", config]);

        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Delete(config);
        Assert.Equal((1, ""), (code, Output));
        Assert.Contains($"actorlog: Access to the path '{_folder.Path}/letters' is denied.", _error.ToString());
    }

    [Fact]
    public async Task ListShowsEveryLetterOnALine()
    {
        using var store = Open();
        Keep(store, Some.Letter(1, "web"), Some.Letter(2, "out") with { IsReplaced = true });

        Assert.Equal(0, await Run("dlq", "list", "-c", _config));
        Assert.Equal(
            "1\t2020-09-23 10:45:56Z\tweb\tHTTP 400\tInformation Some.Category: event 1\n"
                + "2\t2020-09-23 10:45:56Z\tout\tHTTP 400 (a placeholder was delivered)\tInformation Some.Category: event 2\n"
                + "2 dead letters\n",
            Output
        );
        Clear();
        Assert.Equal(0, await Run("dlq", "list", "--dir", Folder, "--sink", "OUT"));
        Assert.EndsWith("event 2\n1 dead letter\n", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListSpeaksJson()
    {
        using var store = Open();
        Keep(store, Some.Letter(1, "web"));

        Assert.Equal(0, await Run("dlq", "list", "--dir", Folder, "--json"));
        using var line = JsonDocument.Parse(Output);
        var letter = line.RootElement;
        Assert.Equal("1", letter.GetProperty("id").GetString());
        Assert.Equal(400, letter.GetProperty("status").GetInt32());
        Assert.Equal("no such field", letter.GetProperty("response").GetString());
        Assert.Equal(1, letter.GetProperty("event").GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task NoLettersAreNoError()
    {
        Assert.Equal(0, await Run("dlq", "list", "-c", _config));
        Assert.Equal($"no dead letters in '{Folder}'\n", Output);
        Assert.Equal(0, await Run("dlq", "replay", "-c", _config));
        Assert.Equal(1, await Run("dlq", "replay", "17", "-c", _config));
        Assert.False(Directory.Exists(Folder));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("show 1")]
    [InlineData("replay")]
    public async Task AFolderThatIsNamedAndNotThereIsAnError(string command)
    {
        var missing = _folder.File("lettres");

        Assert.Equal(1, await Run(["dlq", .. command.Split(' '), "-c", _config, "--dir", missing]));
        Assert.Empty(Output);
        Assert.Equal($"there is no folder '{missing}'\n", _error.ToString());
    }

    [Fact]
    public async Task ASinkThatHasNoLettersAndIsNotConfiguredIsAnError()
    {
        using var store = Open();
        Keep(store, Some.Letter(1, "gone"));

        Assert.Equal(0, await Run("dlq", "list", "-c", _config, "--sink", "WEB"));
        Assert.Equal(0, await Run("dlq", "list", "-c", _config, "--sink", "gone"));
        Clear();
        Assert.Equal(2, await Run("dlq", "list", "-c", _config, "--sink", "nope"));
        Assert.Empty(Output);
        Assert.Equal("there is no sink 'nope'; there are: out, web\n", _error.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AReplayOfASinkThatIsNoneIsAnErrorToo(bool hasLetters)
    {
        if (hasLetters)
        {
            using var store = Open();
            Keep(store, Some.Letter(1, "gone"));
        }

        Assert.Equal(0, await Run("dlq", "replay", "-c", _config, "--sink", "WEB"));
        Assert.Equal(hasLetters ? 75 : 2, await Run("dlq", "replay", "-c", _config, "--sink", "gone"));
        Clear();
        Assert.Equal(2, await Run("dlq", "replay", "-c", _config, "--sink", "nope"));

        Assert.Equal("there is no sink 'nope'; there are: out, web\n", _error.ToString());
    }

    [Fact]
    public async Task ShowTellsAllThereIs()
    {
        using var store = Open();
        Keep(store, Some.Letter(1, "web"), Some.Letter(2, "web"));

        Assert.Equal(0, await Run("dlq", "show", "2", "-c", _config));
        Assert.StartsWith(
            """
            dead letter  2
            sink         web
            given up     2020-09-23 10:45:56.000Z
            failure      rejected: HTTP 400
            status       400
            answer       no such field
            attempts     2
            delivered    nothing
            message      event 2
            {

            """.ReplaceLineEndings("\n"),
            Output,
            StringComparison.Ordinal
        );
        Assert.Contains("\"sequence\": 2", Output, StringComparison.Ordinal);
        Assert.Equal(1, await Run("dlq", "show", "7", "-c", _config));
        Assert.Equal($"there is no dead letter 7 in '{Folder}'\n", _error.ToString());
    }

    [Fact]
    public async Task ReplaySendsEachToItsSinkAndMarksIt()
    {
        using var store = Open();
        Keep(store, Some.Letter(1, "web"), Some.Letter(2, "out"), Some.Letter(3, "web"));

        Assert.Equal(0, await Run("dlq", "replay", "-c", _config, "--dry-run"));
        Assert.Equal("web: 2 to send: 1, 3\nout: 1 to send: 2\n", Output);
        Assert.Empty(_receiver.Requests);

        Clear();
        Assert.Equal(0, await Run("dlq", "replay", "-c", _config));
        Assert.Equal(
            "web: delivered 2, rejected again 0, left 0\nout: delivered 1, rejected again 0, left 0\n",
            Output
        );
        Assert.Equal(["log=1+event+1", "log=3+event+3"], _receiver.Requests.Select(request => request.Text));
        Assert.Equal("2 event 2\n", _folder.Read("out.log"));

        Clear();
        Assert.Equal(0, await Run("dlq", "replay", "-c", _config));
        Assert.Equal("no dead letters to replay\n", Output);
        Clear();
        Assert.Equal(0, await Run("dlq", "list", "-c", _config));
        Assert.Equal($"no dead letters in '{Folder}', and 3 that were replayed (--all)\n", Output);
    }

    [Fact]
    public async Task WhatIsRejectedAgainStaysAndEndsWith75()
    {
        using var store = Open();
        Keep(store, Some.Letter(1, "web"), Some.Letter(2, "web"));
        _receiver.Answers(200, 422);

        Assert.Equal(75, await Run("dlq", "replay", "-c", _config));
        Assert.Equal("web: delivered 1, rejected again 1, left 0\n  2: HTTP 422\n", Output);
        Clear();
        Assert.Equal(0, await Run("dlq", "replay", "2", "-c", _config, "--to", "out"));
        Assert.Equal("web -> out: delivered 1, rejected again 0, left 0\n", Output);
        Assert.Equal("2 event 2\n", _folder.Read("out.log"));
    }

    [Fact]
    public async Task WhatCannotBeReplayedIsTold()
    {
        using var store = Open();
        Keep(store, Some.Letter(1, "web"));

        Assert.Equal(1, await Run("dlq", "replay", "1", "9", "-c", _config));
        Assert.Equal(
            $"no dead letter to replay in '{Folder}': 9; it is not there, or was replayed\n",
            _error.ToString()
        );
        Assert.Equal(2, await Run("dlq", "replay", "-c", _config, "--to", "nowhere"));
        Assert.EndsWith(
            "there is no sink 'nowhere'; there are: out, web\n",
            _error.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(78, await Run("dlq", "replay", "-c", _folder.File("none.conf")));
    }

    [Fact]
    public async Task TwoReplaysAtOnceExcludeEachOther()
    {
        using var store = Open();
        Keep(store, Some.Letter(1, "web"));
        using var other = JournalDisk.Instance.TryLock(Path.Combine(Folder, "replay.lock"));

        Assert.Equal(1, await Run("dlq", "replay", "-c", _config));
        Assert.Equal($"another replay of '{Folder}' is under way\n", _error.ToString());
    }

    private string Output => _output.ToString();

    private string Folder => _folder.Path + "/letters";

    private void Clear()
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
    }

    private Task<int> Run(params string[] arguments) => CommandLine.RunAsync(arguments, _output, _error);

    private DeadLetterStore Open() =>
        DeadLetterStore.Open(JournalDisk.Instance, Folder, 1024 * 1024, TimeProvider.System, new JournalNotes());

    private static void Keep(DeadLetterStore store, params DeadLetter[] letters) =>
        store.Keep([.. letters.Select(EncodedLetter.Of)]);
}
