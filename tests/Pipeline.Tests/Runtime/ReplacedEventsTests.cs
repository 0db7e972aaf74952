using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>The original of a placeholder is kept when the placeholder is delivered, and not before.</summary>
public sealed class ReplacedEventsTests
{
    private static readonly SinkFailure Failure = new(FailureKind.Transient, "down");

    private readonly List<(long, string)> _kept = [];

    [Fact]
    public async Task OnlyOriginalsOfDeliveredPlaceholdersAreKept()
    {
        Assert.Equal([1, 3], await KeptAsync(SinkResult.Delivered));
        Assert.Equal([1], await KeptAsync(SinkResult.Partial(2)));
        Assert.Equal([], await KeptAsync(SinkResult.Failed(Failure)));
        Assert.Equal([1, 3], await KeptAsync(SinkResult.Failed(Failure, 3)));
        Assert.Equal([3], await KeptAsync(SinkResult.PerEvent([Failure, null, null])));
        Assert.Equal([1], await KeptAsync(SinkResult.PerEvent([null])));
    }

    [Fact]
    public async Task AFailedAttemptIsForgottenSoThatAnEventIsKeptOnce()
    {
        var replaced = Replaced();
        var batch = Some.Batch(Some.Events(1));
        replaced.Add(batch[0], "is too large");
        await replaced.SettleAsync(batch, SinkResult.Failed(Failure));
        replaced.Add(batch[0], "is too large");
        replaced.Add(batch[0], "is too large");
        await replaced.SettleAsync(batch, SinkResult.Delivered);
        await replaced.SettleAsync(batch, SinkResult.Delivered);

        Assert.Equal([(1, "is too large")], _kept);
    }

    private ReplacedEvents Replaced() =>
        new(events =>
        {
            _kept.AddRange(events.Select(item => (item.Event.Sequence, item.Reason)));
            return default;
        });

    private async Task<IEnumerable<long>> KeptAsync(SinkResult result)
    {
        _kept.Clear();
        var replaced = Replaced();
        var batch = Some.Batch(Some.Events(4));
        replaced.Add(batch[0], "first");
        replaced.Add(batch[2], "third");
        await replaced.SettleAsync(batch, result);
        return _kept.Select(kept => kept.Item1);
    }
}
