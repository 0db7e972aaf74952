using System.Linq;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Inputs;

/// <summary>What every input keeps to. Derive from it for a new one.</summary>
public abstract class InputContract
{
    private const int Count = 200;

    private readonly CollectingIntake _intake = new();

    /// <summary>The input, not started, and a way to send it lines.</summary>
    protected abstract (ILogInput Input, ISender Sender) Create();

    [Fact]
    public async Task LinesArriveInTheOrderOfTheirSender()
    {
        var (input, sender) = await StartAsync();
        await using var _ = input;

        await SendAllAsync(sender);
        await Eventually.HoldsAsync(() => _intake.Messages.Count == Count);
        await input.StopAsync(default);

        Assert.Equal(Enumerable.Range(0, Count).Select(Line), _intake.Messages);
    }

    [Fact]
    public async Task WhileThePipelineIsFullSendersAreHeldBackAndNothingIsLostOrDoubled()
    {
        var (input, sender) = await StartAsync();
        await using var _ = input;
        _intake.Fill();

        var sending = SendAllAsync(sender);
        await _intake.SomebodyWaits.WithinLimit();
        Assert.Empty(_intake.Messages);
        _intake.MakeRoom();
        await sending.WithinLimit();
        await Eventually.HoldsAsync(() => _intake.Messages.Count == Count);
        await input.StopAsync(default);

        Assert.Equal(Enumerable.Range(0, Count).Select(Line), _intake.Messages);
    }

    [Fact]
    public async Task WhatWasTakenBeforeAStopIsHandedOver()
    {
        var (input, sender) = await StartAsync();
        await using var _ = input;
        var sent = 0;
        while (sent < Count && await sender.TrySendAsync(Line(sent)))
        {
            sent++;
        }

        await Eventually.HoldsAsync(() => _intake.Messages.Count > 0);
        await input.StopAsync(default).WithinLimit();
        var handedOver = _intake.Messages;

        Assert.Equal(Enumerable.Range(0, handedOver.Count).Select(Line), handedOver);
        Assert.Equal(handedOver, _intake.Messages);
    }

    [Fact]
    public async Task AnInputThatHasStartedSaysWhatItReadsAndGoesOn()
    {
        var (input, _) = await StartAsync();
        await using var running = input;

        Assert.NotEmpty(input.Description);
        Assert.False(input.Completion.IsCompleted);
        await input.StopAsync(default);
    }

    [Fact]
    public async Task AnInputThatWasNeverStartedCanBeStopped()
    {
        var (input, _) = Create();

        await input.StopAsync(default).WithinLimit();
        await input.DisposeAsync();
    }

    private async Task<(ILogInput Input, ISender Sender)> StartAsync()
    {
        var (input, sender) = Create();
        await input.StartAsync(_intake, default);
        return (input, sender);
    }

    private static async Task SendAllAsync(ISender sender)
    {
        for (var n = 0; n < Count; n++)
        {
            while (!await sender.TrySendAsync(Line(n)))
            {
                await Task.Yield();
            }
        }
    }

    private static string Line(int number) => $"今天天气不错 {number}";

    /// <summary>The other end of an input.</summary>
    protected interface ISender
    {
        /// <summary>Sends a line; false when it was told to come again.</summary>
        Task<bool> TrySendAsync(string line);
    }
}
