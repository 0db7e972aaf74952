using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ActorLog.Host.Commands;
using ActorLog.Host.Tests.Configuration;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
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
    public async Task AnOutputInOrderIsOk()
    {
        var file = _folder.Write("app.log", Line(1) + Line(2) + Line(3));

        Assert.Equal(0, await Run(file));
        Assert.Equal(
            "session s\n  numbers        1..3, 3 events\n3 lines in 1 file: 3 events of 1 session\nok\n",
            Output
        );
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task OldFilesMayBePacked()
    {
        await using (var file = File.Create(_folder.File("app.1.log.gz")))
        {
            await using var packed = new GZipStream(file, CompressionLevel.Fastest);
            await packed.WriteAsync(Encoding.UTF8.GetBytes(Lines(1, 2)));
        }

        _folder.Write("app.log", Lines(3));

        Assert.Equal(0, await Run(_folder.Path));
        Assert.Contains("3 lines in 2 files: 3 events of 1 session\nok\n", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatOnlyLooksPackedCannotBeRead()
    {
        Assert.Equal(1, await Run(_folder.Write("app.log.gz", Lines(1))));
        Assert.Contains("app.log.gz' could not be read: ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EverythingThatIsWrongIsTold()
    {
        _folder.Write("app.1.log", Lines(3, 4, 6) + "free words \x1b[31m\n");
        _folder.Write(
            "app.log",
            Lines(6, 10)
                + "logger=ActorLog DroppedCount=2 FirstSequence=7 LastSequence=8 session=s seq=0\n"
                + Lines(5, 11)
                + Line(1, "t")
                + "logger=Shop session=s seq=1"
        );

        Assert.Equal(1, await Run(_folder.Path));
        Assert.Equal(
            """
            session s
              numbers        3..11, 6 events
              missing        3: 1..2, 9
              missing, told  2: 7..8
              dropped        2 events, told by 1 notice
              repeated       1
                app.log:1: 6
              out of order   1
                app.log:4: 5 after 10
            session t
              numbers        1, 1 event
            without numbers: 1
                app.1.log:4: free words �[31m
            torn last lines: 1
                app.log:7: logger=Shop session=s seq=1
            11 lines in 2 files: 7 events of 2 sessions
            wrong: 3 events missing, 1 event out of order
              if the files where a session begins were deleted, say --partial
              numbers are missing too where a sink does not take every level and category: that is no loss
              audit a sink that takes everything, or say --sparse to look at order and repeats only

            """,
            Output
        );
    }

    [Fact]
    public async Task TheExampleOfTheDocsIsReal()
    {
        const string Session = "20260923104556-ab12cd34ef56";
        const string Notice = "logger=ActorLog DroppedCount=2 FirstSequence=7 LastSequence=8 session=s seq=0\n";
        _folder.Write("app.1.log", InSession(Lines(1, 2, 3, 4, 6)) + "a line of somebody else\n");
        _folder.Write("app.log", InSession(Lines(6, 10) + Notice + Lines(5, 11)));

        await Run(_folder.Path);

        var page = await File.ReadAllTextAsync(Path.Combine(SampleTests.Root(), "docs", "host.md"));
        var report = _output.ToString().Replace(_folder.Path, "logs", StringComparison.Ordinal);
        Assert.Contains($"```text\n$ actorlog verify logs\n{report}```\n", page, StringComparison.Ordinal);

        string InSession(string lines) => lines.Replace("=s ", $"={Session} ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "1 2 2 3", "")]
    [InlineData(1, "1 2 2 3", "--no-repeats")]
    [InlineData(1, "1 2 4", "")]
    [InlineData(0, "1 2 4", "--sparse")]
    [InlineData(1, "1 4 2", "--sparse")]
    [InlineData(1, "5 6", "")]
    [InlineData(0, "5 6", "--partial")]
    [InlineData(1, "5 7", "--partial")]
    public async Task TheRulesDecideWhatIsWrong(int code, string numbers, string option)
    {
        var file = _folder.Write("app.log", Lines([.. numbers.Split(' ').Select(int.Parse)]));

        Assert.Equal(code, await Run([file, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "--no-drops")]
    public async Task DropsThatAreToldAreWrongOnlyWhenItIsSaid(int code, string option)
    {
        var file = _folder.Write(
            "app.log",
            Line(1) + "logger=ActorLog DroppedCount=2 FirstSequence=2 LastSequence=3 session=s seq=0\n" + Line(4)
        );

        Assert.Equal(code, await Run([file, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("words\n")]
    public async Task AnOutputWithoutNumbersIsNotOk(string text)
    {
        Assert.Equal(1, await Run(_folder.Write("app.log", text)));
        Assert.EndsWith("wrong: no line has a session and a sequence number\n", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWholeObjectOfJsonIsNotTornWithoutALineEnd()
    {
        var file = _folder.Write(
            "app.json",
            "\uFEFF{\"session\":\"s\",\"sequence\":1}\n{\"session\":\"s\",\"sequence\":2}"
        );

        Assert.Equal(0, await Run(file));
        Assert.DoesNotContain("torn", Output, StringComparison.Ordinal);
        Assert.Contains("1..2, 2 events", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APatternReadsTheLinesOfATemplate()
    {
        var file = _folder.Write("app.log", "[s #1] a\nSystem.Exception: b\n   at C()\n[s #3] d\n");

        Assert.Equal(1, await Run(file, "--pattern", @"^\[(?<session>\w+) #(?<seq>\d+)\]"));
        Assert.Contains("  missing        1: 2\n", Output, StringComparison.Ordinal);
        Assert.Contains("without numbers: 2\n", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonHasTheSameFindings()
    {
        var file = _folder.Write("app.log", Lines(1, 2, 5, 5, 4));

        Assert.Equal(1, await Run(file, "--json"));
        using var report = JsonDocument.Parse(Output);
        var session = report.RootElement.GetProperty("sessions")[0];
        Assert.False(report.RootElement.GetProperty("clean").GetBoolean());
        Assert.Equal(
            """["1 event missing","1 event out of order"]""",
            Compact(report.RootElement.GetProperty("problems"))
        );
        Assert.Equal(
            """{"untold":1,"told":0,"ranges":[{"first":3,"last":3,"told":false}],"rangesLeftOut":0}""",
            Compact(session.GetProperty("missing"))
        );
        Assert.Equal(
            """{"count":1,"places":[{"first":5,"last":5,"after":5,"file":"app.log","line":4}]}""",
            Compact(session.GetProperty("repeated"))
        );
        Assert.Equal(
            """{"count":1,"places":[{"first":4,"last":4,"after":5,"file":"app.log","line":5}]}""",
            Compact(session.GetProperty("outOfOrder"))
        );
    }

    [Theory]
    [InlineData("", "Required argument missing")]
    [InlineData("a.log --pattern (", "--pattern: Invalid pattern '('")]
    [InlineData("a.log --pattern x", "--pattern has no group (?<session>...)")]
    [InlineData("no-such-file.log", "there is no file 'no-such-file.log'")]
    public async Task BadUsageEndsWith2(string arguments, string expected)
    {
        Assert.Equal(2, await Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Empty(Output);
        Assert.StartsWith(expected, _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("--help\n", _error.ToString(), StringComparison.Ordinal);
    }

    private string Output =>
        _output.ToString().Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private static string Lines(params int[] numbers) => string.Concat(numbers.Select(number => Line(number)));

    private static string Line(int number, string session = "s") => $"logger=Shop session={session} seq={number}\n";

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private Task<int> Run(params string[] arguments) => CommandLine.RunAsync(["verify", .. arguments], _output, _error);
}
