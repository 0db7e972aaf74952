using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Host.Commands;
using ActorLog.Host.Tests.Processes;
using ActorLog.Kit;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Host.Tests.Audit;

/// <summary>What our own sinks write is what <c>verify</c> reads.</summary>
public sealed class RealOutputTests : IDisposable
{
    private const string Template = "{Level:u3} {SessionId}#{Sequence} {Message}{NewLine}{Exception}";
    private const string Pattern = @"^\w+ (?<session>[\w-]+)#(?<seq>\d+) ";

    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("json")]
    [InlineData("clef")]
    [InlineData("logfmt")]
    [InlineData(Template)]
    [Trait("Law", "3")]
    [Trait("Law", "4")]
    public async Task RolledFilesOfTwoSessionsAreWhole(string format)
    {
        for (var session = 0; session < 2; session++)
        {
            await using var pipeline = Pipeline(
                format,
                options => options with { Rolling = new RollingOptions { MaxFileSize = 8 * 1024 } }
            );
            Log(pipeline, 1_000);
            Assert.True((await pipeline.StopAsync()).IsClean);
        }

        Assert.True(_folder.FileNames.Length > 11, "less than a number of two digits");
        Assert.True(await Verify(format, "--no-repeats", "--no-drops") == 0, Output);
        Assert.Contains(": 2000 events of 2 sessions\nok\n", Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("clef")]
    [InlineData("logfmt")]
    [InlineData(Template)]
    [Trait("Law", "4")]
    public async Task WhatASinksQueueDroppedIsExplainedByItsNotice(string format)
    {
        await using (
            var pipeline = Pipeline(format, options => options with { Queue = new QueueOptions { MaxEvents = 20 } })
        )
        {
            pipeline.Pause("file");
            Log(pipeline, 100);
            await Eventually.HoldsAsync(() => pipeline.Sinks[0].Ledger.Dropped == 80, "the drops");
            pipeline.Resume("file");
        }

        Assert.Equal(0, await Verify(format));
        Assert.Contains("  numbers        1..30, 20 events\n", Output, StringComparison.Ordinal);
        Assert.Contains("  missing, told  80: 19, 21..29, 31..100\n", Output, StringComparison.Ordinal);
        Assert.Contains("  dropped        80 events, told by 1 notice\n", Output, StringComparison.Ordinal);
        Assert.Equal(1, await Verify(format, "--no-drops"));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("clef")]
    [InlineData("logfmt")]
    public async Task ALineThatIsTakenOutIsMissing(string format)
    {
        await using (var pipeline = Pipeline(format))
        {
            Log(pipeline, 50);
        }

        var lines = await File.ReadAllLinesAsync(_folder.File("app.log"));
        _folder.Write("app.log", string.Concat(lines.Where((_, i) => i != 20).Select(line => line + "\n")));

        Assert.Equal(1, await Verify(format));
        Assert.Contains("  missing        1: 21\n", Output, StringComparison.Ordinal);
        Assert.Contains("wrong: 1 event missing\n", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASinkThatTakesSomeLevelsIsSparse()
    {
        await using (
            var pipeline = Pipeline("json", options => options with { MinLevel = LogLevel.Warning }, everything: true)
        )
        {
            Log(pipeline, 100);
        }

        Assert.Equal(1, await Verify("json"));
        Assert.Contains("say --sparse", Output, StringComparison.Ordinal);
        Assert.Equal(0, await Verify("json", "--sparse"));
    }

    [UnixFact]
    public async Task StandardInputIsAFileToo()
    {
        await using (var pipeline = Pipeline("json"))
        {
            Log(pipeline, 50);
        }

        using var host = HostProcess.StartRedirected(_folder.Path, "<app.log", "verify", "-");
        var (code, output) = await host.EndAsync();

        Assert.Equal(0, code);
        Assert.EndsWith("50 lines in 1 file: 50 events of 1 session\nok\n", output, StringComparison.Ordinal);
    }

    private string Output => _output.ToString();

    private LogPipeline Pipeline(
        string format,
        Func<FileSinkOptions, FileSinkOptions>? configure = null,
        bool everything = false
    )
    {
        var builder = LogPipeline.CreateBuilder();
        builder.SelfLogWriter = TextWriter.Null;
        builder.AddFile(_folder.File("app.log"), options => (configure ?? (o => o))(options with { Format = format }));
        if (everything)
        {
            builder.AddSink("all", new FileSinkOptions { Path = _folder.File("all.log") });
        }

        return builder.Build();
    }

    private static void Log(LogPipeline pipeline, int count)
    {
        var logger = pipeline.CreateLoggerFactory().CreateLogger("Shop");
        var failure = new InvalidOperationException("\"seq=3\" session=x\n{\"session\":\"x\"}");
        for (var i = 1; i <= count; i++)
        {
            if (i % 10 == 0)
            {
                logger.LogWarning(failure, "order {Seq} of {Session} \"quoted\" 今天", $"seq={i}", "x y");
            }
            else
            {
                logger.LogInformation("order {OrderId}", i);
            }
        }
    }

    private Task<int> Verify(string format, params string[] options)
    {
        _output.GetStringBuilder().Clear();
        string[] pattern = format == Template ? ["--pattern", Pattern] : [];
        return CommandLine.RunAsync(["verify", _folder.File("app*.log"), .. pattern, .. options], _output, _error);
    }
}
