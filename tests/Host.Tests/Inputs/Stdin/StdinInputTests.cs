using System;
using System.Collections.Concurrent;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Stdin;
using ActorLog.Kit;
using ActorLog.Runtime;
using Xunit;

namespace ActorLog.Host.Tests.Inputs.Stdin;

public class StdinInputTests
{
    private readonly CollectingIntake _intake = new();
    private readonly ConcurrentQueue<string> _reports = new();

    [Fact]
    public async Task LinesBecomeEventsInTheirOrder()
    {
        await ReadAll("今天天气不错\n\n{\"level\":\"error\",\"msg\":\"是风和日丽的\"}\n{broken\n");

        Assert.Equal(["今天天气不错", "是风和日丽的", "{broken"], _intake.Messages);
        Assert.All(_intake.Events, logEvent => Assert.Equal("stdin", logEvent.Category));
    }

    [Fact]
    public async Task BytesThatAreNoTextDoNotStopTheInput()
    {
        await ReadAll([(byte)'a', 0xFF, (byte)'\n', (byte)'b', (byte)'\n']);

        Assert.Equal(["a\uFFFD", "b"], _intake.Messages);
    }

    [Fact]
    public async Task ALineThatIsTooLongLosesNothing()
    {
        var text = new string('x', 2500);

        await ReadAll(text, new StdinInputOptions { Name = "stdin", MaxLine = 1024 });

        Assert.Equal(text, string.Concat(_intake.Messages));
        Assert.Equal(["1", "2", "3"], _intake.Events.Select(e => e.Properties.Single().Value.ToString()));
    }

    [Fact]
    public async Task WhileThePipelineIsFullNothingIsReadAndNothingIsLost()
    {
        _intake.Fill();
        await using var input = Input(new MemoryStream("one\ntwo\n"u8.ToArray()));
        await input.StartAsync(_intake, default);
        await _intake.SomebodyWaits.WithinLimit();
        Assert.False(input.Completion.IsCompleted);
        Assert.Empty(_intake.Messages);

        _intake.MakeRoom();
        await input.Completion.WithinLimit();

        Assert.Equal(["one", "two"], _intake.Messages);
    }

    [Fact]
    public async Task AStopHandsOverWhatWasRead()
    {
        var pipe = new Pipe();
        await using var input = Input(pipe.Reader.AsStream());
        await input.StartAsync(_intake, default);
        _intake.Fill();
        await pipe.Writer.WriteAsync("one\ntwo"u8.ToArray());
        await _intake.SomebodyWaits.WithinLimit();

        var stopping = input.StopAsync(default);
        _intake.MakeRoom();
        await stopping.WithinLimit();

        Assert.Equal(["one", "two"], _intake.Messages);
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task AtAStopTheProgramBeforeThePipeMaySayItsLastWords()
    {
        var pipe = new Pipe();
        await using var input = Input(pipe.Reader.AsStream(), clock: new ManualClock(Some.Time));
        await input.StartAsync(_intake, default);

        var stopping = input.StopAsync(default);
        await pipe.Writer.WriteAsync("last\nwords\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        await stopping.WithinLimit();

        Assert.Equal(["last", "words"], _intake.Messages);
    }

    [Fact]
    public async Task AProgramThatGoesOnIsNotReadForLongerThanASecond()
    {
        var clock = new ManualClock(Some.Time);
        await using var input = Input(new Pipe().Reader.AsStream(), clock: clock);
        await input.StartAsync(_intake, default);

        var stopping = input.StopAsync(default);
        Assert.False(stopping.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        await stopping.WithinLimit();
    }

    [Fact]
    public async Task WhenThePipelineHasStoppedTheInputSaysWhatItStillHad()
    {
        _intake.Outcome = WriteOutcome.Stopped;

        await ReadAll("one\ntwo\n");

        Assert.Equal("input 'stdin': the pipeline has stopped; 7 bytes were read and not taken", _reports.Single());
    }

    [Fact]
    public async Task AStopThatMayNotTakeLongerSaysThatLinesAreLeft()
    {
        _intake.Fill();
        await using var input = Input(new MemoryStream("one\n"u8.ToArray()));
        await input.StartAsync(_intake, default);
        await _intake.SomebodyWaits.WithinLimit();

        await input.StopAsync(new CancellationToken(canceled: true));

        Assert.Equal("input 'stdin': stopped with lines that the pipeline had no room for", _reports.Single());
    }

    [Fact]
    public async Task NothingToReadIsAnInputThatHasEnded()
    {
        await using var input = Input(null);
        await input.StartAsync(_intake, default);

        Assert.True(input.Completion.IsCompleted);
        Assert.Empty(input.Description);
    }

    private Task ReadAll(string text, StdinInputOptions? options = null) =>
        ReadAll(Encoding.UTF8.GetBytes(text), options);

    private async Task ReadAll(byte[] bytes, StdinInputOptions? options = null)
    {
        await using var input = Input(new MemoryStream(bytes), options);
        await input.StartAsync(_intake, default);
        await input.Completion.WithinLimit();
    }

    private StdinInput Input(Stream? stream, StdinInputOptions? options = null, TimeProvider? clock = null) =>
        new(
            options ?? new StdinInputOptions { Name = "stdin", Category = "stdin" },
            new InputContext(clock ?? TimeProvider.System, _reports.Enqueue),
            () => stream
        );
}
