using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Hocon.Tests.Support;

/// <summary>A clock whose one timer fires when the test says so.</summary>
internal sealed class HandTime : TimeProvider
{
    private Action _fire = () => { };
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _fire = () => callback(state);
        return new Timer(this);
    }

    /// <summary>Completes when the timer is set.</summary>
    public Task NextChange() =>
        (_changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Calls what the timer calls, on this thread.</summary>
    public void Fire() => _fire();

    private sealed class Timer(HandTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._changed.TrySetResult();
            return true;
        }

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
