using System.Threading.Channels;
using System.Threading.Tasks;

namespace ActorLog.Runtime.Durability;

/// <summary>Wakes one loop; signals given while it is awake count as one. Thread-safe.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    public void Set() => _channel.Writer.TryWrite(true);

    /// <summary>No more signals: the loop ends after the last one.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    /// <summary>Waits for a signal; false when there will be none any more.</summary>
    public async ValueTask<bool> WaitAsync()
    {
        if (!await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            return false;
        }

        _channel.Reader.TryRead(out _);
        return true;
    }
}
