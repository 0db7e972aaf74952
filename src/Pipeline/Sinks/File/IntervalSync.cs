using System;
using System.IO;
using System.Threading;

namespace ActorLog.Sinks;

/// <summary>Puts what was written on the disk, some time after it was written: one fsync for many batches.</summary>
/// <remarks>The worker and a timer meet here, so there is a lock; the worker waits while the timer's fsync runs.</remarks>
internal sealed class IntervalSync : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _interval;
    private readonly Action<string> _report;
    private readonly ITimer _timer;
    private IAppendFile? _dirty;

    public IntervalSync(TimeSpan interval, TimeProvider clock, Action<string> report)
    {
        _interval = interval;
        _report = report;
        _timer = clock.CreateTimer(
            static state => ((IntervalSync)state!).SyncInBackground(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Notes that a file has bytes that may not be on the disk yet.</summary>
    public void Written(IAppendFile file)
    {
        lock (_gate)
        {
            if (_dirty is null)
            {
                _dirty = file;
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Puts them there now, if there are any. Called before the file is closed.</summary>
    public void Sync()
    {
        lock (_gate)
        {
            var dirty = _dirty;
            _dirty = null;
            dirty?.Sync();
        }
    }

    /// <summary>Ends the timer.</summary>
    public void Dispose() => _timer.Dispose();

    private void SyncInBackground()
    {
        try
        {
            Sync();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            _report($"fsync failed, what was written last may not survive a loss of power: {failure.Message}");
        }
    }
}
