using System;
using System.Threading;
using System.Threading.Tasks;
using Akka.Actor;
using Akka.TestKit;

namespace ActorLog.AkkaNet.Tests.Engine;

/// <summary>The time of Akka's test scheduler as a clock, so that both engines live in the same virtual time.</summary>
internal sealed class SchedulerClock(TestScheduler scheduler) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => scheduler.Now;

    public override long GetTimestamp() => scheduler.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SchedulerTimer(scheduler, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SchedulerTimer(TestScheduler scheduler, TimerCallback callback, object? state) : ITimer
    {
        private Cancelable? _next;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var next = new Cancelable((IActionScheduler)scheduler);
            Interlocked.Exchange(ref _next, next)?.Cancel();
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                scheduler.ScheduleOnce(dueTime, () => callback(state), next);
            }

            return true;
        }

        public void Dispose() => Interlocked.Exchange(ref _next, null)?.Cancel();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
