using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>A mark that travels behind all events accepted before it; complete when it has passed every sink.</summary>
internal sealed class FlushBarrier : IBarrier
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SinkFailure?> _results = [];
    private readonly TaskCompletionSource<FlushReport> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    public FlushBarrier(int sinks)
    {
        _left = sinks;
        if (sinks == 0)
        {
            _done.SetResult(new FlushReport(_results));
        }
    }

    public Task<FlushReport> Task => _done.Task;

    public void Passed(string sink, SinkFailure? failure)
    {
        using (Uninterrupted.Enter(_gate))
        {
            _results[sink] = _results.GetValueOrDefault(sink) ?? failure;
            if (--_left > 0)
            {
                return;
            }
        }

        _done.TrySetResult(new FlushReport(_results));
    }

    /// <summary>The engine has ended: sinks that the mark has not passed it will never pass.</summary>
    public void End(IEnumerable<string> sinks, SinkFailure failure)
    {
        using (Uninterrupted.Enter(_gate))
        {
            var results = new Dictionary<string, SinkFailure?>(_results);
            foreach (var sink in sinks)
            {
                results.TryAdd(sink, failure);
            }

            _done.TrySetResult(new FlushReport(results));
        }
    }
}
