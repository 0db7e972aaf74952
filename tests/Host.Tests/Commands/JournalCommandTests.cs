using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Commands;
using ActorLog.Journal;
using ActorLog.Journal.Payload;
using ActorLog.Kit;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Host.Tests.Commands;

/// <summary>The journal's tools by the real entry point, on real files.</summary>
public sealed class JournalCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task InspectShowsAJournalThatIsInUse()
    {
        using var lease = JournalFolders.Acquire(JournalDisk.Instance, _folder.Path);
        using var log = Open();
        Append(log, 3);
        log.MoveCursor("http", 2);
        log.Checkpoint(sync: true);

        Assert.Equal(0, await Run("journal", "inspect", _folder.Path));
        Assert.Matches(
            $"""
            ^journal {_folder.Path}
              id           {log.Id}
              in use       yes
              positions    1\.\.3
              size         {log.Bytes} bytes in 1 segment
                           1: from 1, {log.Bytes} bytes, \d\d\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ
              cursor       file: at 1, 3 behind
              cursor       http: at 2, 2 behind
            $
            """.ReplaceLineEndings("\n"),
            Output
        );
    }

    [Fact]
    public async Task InspectAndVerifySpeakJson()
    {
        Fill(3);
        Assert.Equal(0, await Run("journal", "inspect", _folder.Path, "--json"));
        using var inspection = JsonDocument.Parse(Output);
        var journal = inspection.RootElement[0];
        Assert.Equal(4, journal.GetProperty("end").GetInt64());
        Assert.Equal("file", journal.GetProperty("cursors")[0].GetProperty("name").GetString());
        Assert.Equal(3, journal.GetProperty("cursors")[0].GetProperty("lag").GetInt64());

        _output.GetStringBuilder().Clear();
        Assert.Equal(0, await Run("journal", "verify", _folder.Path, "--json"));
        using var verification = JsonDocument.Parse(Output);
        Assert.True(verification.RootElement[0].GetProperty("sound").GetBoolean());
        Assert.Equal(3, verification.RootElement[0].GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task VerifyFindsWhatIsDamagedAndEndsWith1()
    {
        Fill(3);
        Assert.Equal(0, await Run("journal", "verify", _folder.Path));
        Assert.Equal($"journal {_folder.Path}\n  frames       3, 3 events\nok\n", Output);

        Damage();
        _output.GetStringBuilder().Clear();
        Assert.Equal(1, await Run("journal", "verify", _folder.Path));
        Assert.StartsWith(
            $"journal {_folder.Path}\n  frames       2, 2 events\n  wrong        position 1 is missing\n  wrong        ",
            Output,
            StringComparison.Ordinal
        );
        Assert.Matches(@"damaged bytes at 64\nwrong: 1 missing, 0 unreadable, \d+ damaged bytes\n$", Output);
    }

    [Fact]
    public async Task ExportWritesEventsInOrderInAnyFormat()
    {
        Fill(3);
        Assert.Equal(0, await Run("journal", "export", _folder.Path, "--format", "{Sequence} {Message}{NewLine}"));
        Assert.Equal("1 event 1\n2 event 2\n3 event 3\n", Output);

        _output.GetStringBuilder().Clear();
        Assert.Equal(0, await Run("journal", "export", _folder.Path, "--from", "2", "--to", "2"));
        using var line = JsonDocument.Parse(Output);
        Assert.Equal(2, line.RootElement.GetProperty("sequence").GetInt64());
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task ExportFromWhereASinkHasComeTo()
    {
        using (var log = Open())
        {
            Append(log, 5);
            log.MoveCursor("http", 4);
        }

        string[] command = ["journal", "export", _folder.Path, "--format", "{Sequence}{NewLine}", "--sink"];
        Assert.Equal(0, await Run([.. command, "http"]));
        Assert.Equal("4\n5\n", Output);
        Assert.Equal(2, await Run([.. command, "htpt"]));
        Assert.Equal($"no sink 'htpt' reads '{_folder.Path}'; there are: file, http\n", _error.ToString());
    }

    [Fact]
    public async Task ExportWritesAFileAndNeverOverOne()
    {
        Fill(2);
        var file = _folder.File("out.clef");
        string[] command = ["journal", "export", _folder.Path, "--format", "clef", "-o", file];

        Assert.Equal(0, await Run(command));
        Assert.Empty(Output);
        Assert.Equal(2, File.ReadAllLines(file).Length);
        Assert.Equal((byte)'{', File.ReadAllBytes(file)[0]);
        Assert.Equal(1, await Run(command));
        Assert.Contains("exists", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportSaysWhatIsMissingAndEndsWith1()
    {
        Fill(3);
        Damage();
        Assert.Equal(1, await Run("journal", "export", _folder.Path, "--format", "{Sequence}{NewLine}"));
        Assert.Equal("2\n3\n", Output);
        Assert.Equal("position 1 is missing\n", _error.ToString());
    }

    [Fact]
    public async Task RepairMakesAJournalSoundAndSaysWhatWasLost()
    {
        Fill(3);
        Damage();
        Assert.Equal(0, await Run("journal", "repair", _folder.Path));
        Assert.EndsWith(
            $"journal {_folder.Path}\n  lost         1 event\n  skipped      1 damaged stretch\nrepaired\n",
            Output,
            StringComparison.Ordinal
        );

        using var log = Open();
        Assert.Equal(4, log.End);
    }

    [Fact]
    public async Task RepairLeavesAJournalInUseAlone()
    {
        using var lease = JournalFolders.Acquire(JournalDisk.Instance, _folder.Path);
        using var log = Open();
        Append(log, 3);

        Assert.Equal(1, await Run("journal", "repair", _folder.Path));
        Assert.StartsWith($"'{_folder.Path}' is in use", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RepairForgetsASinkThatIsGone()
    {
        Fill(3);
        Assert.Equal(2, await Run("journal", "repair", _folder.Path, "--forget", "ftp"));
        Assert.Equal($"'{_folder.Path}': the journal has no cursor 'ftp'; it has: file, http\n", _error.ToString());
        Assert.Equal(0, await Run("journal", "repair", _folder.Path, "--forget", "http"));
        Assert.Equal($"journal {_folder.Path}\n  forgotten    http\nok\n", Output);
        Assert.Equal(["file"], JournalArchive.Open(_folder.Path).Cursors.Select(cursor => cursor.Name));
    }

    [Fact]
    public async Task JournalsOfFurtherProcessesAreThereToo()
    {
        Fill(2);
        using (var first = JournalFolders.Acquire(JournalDisk.Instance, _folder.Path))
        using (var second = JournalFolders.Acquire(JournalDisk.Instance, _folder.Path))
        using (var log = Open(second.Folder))
        {
            Append(log, 1);
        }

        Assert.Equal(0, await Run("journal", "verify", _folder.Path));
        Assert.Equal(2, Output.Split("\nok\n").Length - 1);
        Assert.Equal(2, await Run("journal", "export", _folder.Path, "--from", "1"));
        Assert.Contains("say which", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Run("journal", "inspect", _folder.File("2")));
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("verify")]
    [InlineData("export")]
    [InlineData("repair")]
    public async Task AFolderWithoutAJournalIsTold(string command)
    {
        Assert.Equal(1, await Run("journal", command, _folder.File("nowhere")));
        Assert.Equal($"there is no journal in '{_folder.File("nowhere")}'\n", _error.ToString());
        Assert.False(Directory.Exists(_folder.File("nowhere")));
    }

    [Fact]
    public async Task AWrongFormatIsBadUsage()
    {
        Assert.Equal(2, await Run("journal", "export", _folder.Path, "--format", "jsn"));
        Assert.Contains("did you mean 'json'", _error.ToString(), StringComparison.Ordinal);
    }

    private string Output => _output.ToString();

    private Task<int> Run(params string[] arguments) => CommandLine.RunAsync(arguments, _output, _error);

    private JournalLog Open(string? folder = null) =>
        JournalLog.Open(
            JournalDisk.Instance,
            folder ?? _folder.Path,
            new JournalLimits(1024 * 1024, long.MaxValue, Timeout.InfiniteTimeSpan, 0),
            ["http", "file"],
            TimeProvider.System,
            new JournalNotes()
        );

    private void Fill(int count)
    {
        using var log = Open();
        Append(log, count);
    }

    private static void Append(JournalLog log, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var buffer = new ByteBuffer();
            EventEncoder.Encode(Some.Numbered(log.End), buffer);
            log.Append(2, buffer.Written);
        }

        log.Commit(sync: true);
    }

    private void Damage()
    {
        var segment = Directory.GetFiles(_folder.Path, "*.segment").Single();
        var bytes = File.ReadAllBytes(segment);
        bytes[SegmentHeader.Size + 30] ^= 1;
        File.WriteAllBytes(segment, bytes);
    }
}
