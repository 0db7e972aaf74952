using System;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>Thread.Interrupt while its thread logs: the call does not throw, and the thread is interrupted still.</summary>
[Trait("Law", "1")]
public sealed class InterruptedCallerTests
{
    private static readonly QueueOptions Waits = new()
    {
        MaxEvents = 1,
        WhenFull = WhenFull.Wait,
        MaxWait = TimeSpan.FromHours(1),
    };

    [Fact]
    public async Task AnInterruptDoesNotComeOutOfTheWaitForTheQueuesLock()
    {
        using var ingress = new Ingress(new QueueOptions(), TimeSpan.FromSeconds(30), TimeProvider.System, "session");
        using var held = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        ingress.OnLate = () =>
        {
            held.Release();
            goOn.Wait();
        };
        ingress.Stop();
        var holder = Interrupted.Run(interrupts: false, () => ingress.Write(Some.Event()));
        await held.WaitAsync().WithinLimit();
        ingress.OnLate = static () => { };

        var caller = Interrupted.Run(interrupts: true, () => ingress.Write(Some.Event()));
        await caller.WaitsOrEndsAsync();
        goOn.Release();
        Assert.Equal((WriteOutcome.Stopped, false), await holder.Outcome.WithinLimit());
        Assert.Equal((WriteOutcome.Stopped, true), await caller.Outcome.WithinLimit());
    }

    [Fact]
    public async Task AnInterruptDoesNotEndTheWaitForRoom()
    {
        var clock = new ManualClock(Some.Time);
        using var ingress = new Ingress(Waits, TimeSpan.FromSeconds(30), clock, "session");
        ingress.Write(Some.Event(Microsoft.Extensions.Logging.LogLevel.Error));

        var caller = Interrupted.Run(interrupts: true, () => ingress.Write(Some.Event()));
        await caller.WaitsOrEndsAsync();
        var page = new ActorLog.Events.LogEvent[Ingress.PageSize];
        Assert.Equal(1, ingress.Take(page, out _));
        _ = ingress.Take(page, out _);
        Assert.Equal((WriteOutcome.Accepted, true), await caller.Outcome.WithinLimit());
        Assert.Null(clock.NextTimer);
    }

    [Fact]
    public async Task ALockThatIsFreeAgainIsTakenThoughTheThreadIsInterrupted()
    {
        var gate = new Lock();
        using var held = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var holder = Interrupted.Run(
            interrupts: false,
            () =>
            {
                using (Uninterrupted.Enter(gate))
                {
                    held.Release();
                    goOn.Wait();
                    return WriteOutcome.Accepted;
                }
            }
        );
        await held.WaitAsync().WithinLimit();

        var caller = Interrupted.Run(
            interrupts: true,
            () =>
            {
                using (Uninterrupted.Enter(gate))
                {
                    return WriteOutcome.Accepted;
                }
            }
        );
        await caller.WaitsOrEndsAsync();
        goOn.Release();
        Assert.Equal((WriteOutcome.Accepted, false), await holder.Outcome.WithinLimit());
        Assert.Equal((WriteOutcome.Accepted, true), await caller.Outcome.WithinLimit());
    }

    /// <summary>A thread that interrupts itself, then does something, and then finds out whether it is interrupted still.</summary>
    private sealed class Interrupted
    {
        private readonly TaskCompletionSource<(WriteOutcome, bool)> _outcome = new();
        private readonly Thread _thread;

        private Interrupted(bool interrupts, Func<WriteOutcome> work) =>
            _thread = new Thread(() => Do(interrupts, work)) { IsBackground = true };

        public Task<(WriteOutcome Outcome, bool IsInterrupted)> Outcome => _outcome.Task;

        public static Interrupted Run(bool interrupts, Func<WriteOutcome> work)
        {
            var started = new Interrupted(interrupts, work);
            started._thread.Start();
            return started;
        }

        public Task WaitsOrEndsAsync() =>
            Eventually.HoldsAsync(
                () => _outcome.Task.IsCompleted || _thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin),
                "the wait"
            );

        private void Do(bool interrupts, Func<WriteOutcome> work)
        {
            if (interrupts)
            {
                Thread.CurrentThread.Interrupt();
            }

            try
            {
                _outcome.SetResult((work(), IsInterrupted()));
            }
            catch (ThreadInterruptedException interrupt)
            {
                _outcome.SetException(interrupt);
            }
        }

        private static bool IsInterrupted()
        {
            try
            {
                using var never = new ManualResetEvent(false);
                never.WaitOne(0);
                never.WaitOne(1);
                return false;
            }
            catch (ThreadInterruptedException)
            {
                return true;
            }
        }
    }
}
