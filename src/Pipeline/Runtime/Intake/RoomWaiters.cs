using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Runtime.Intake;

/// <summary>Those who wait for room in a queue, threads and tasks, and the gates that are shut for them. Every member is called under the queue's lock.</summary>
/// <param name="gate">The lock.</param>
/// <param name="clock">The clock.</param>
internal sealed class RoomWaiters(object gate, TimeProvider clock)
{
    // A timer of .NET takes no more than 49 days: who waits that long waits until there is room.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    // One for all: a task that gives up waiting leaves nothing behind, however long there is no room.
    private TaskCompletionSource? _room;
    private int _threads;

    // How long callers wait for each gate that is closed.
    private readonly List<TimeSpan> _closedGates = [];

    /// <summary>Whether a sink for which callers wait is full.</summary>
    public bool IsGateClosed => _closedGates.Count > 0;

    /// <summary>How long a caller waits at most: as long as the most patient sink of those that are full.</summary>
    public TimeSpan GateWait => _closedGates.Max();

    public bool Any => _threads > 0 || _room is not null;

    /// <summary>Adds a task that ends when there may be room again.</summary>
    public Task Add(CancellationToken cancellationToken)
    {
        _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _room.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits, giving the lock back meanwhile, until it is over or the time is.</summary>
    /// <param name="isOver">Asked under the lock, at first and after each <see cref="Release"/>.</param>
    /// <param name="maxWait">The longest wait.</param>
    /// <param name="begun">Called when the waiter has been counted.</param>
    public void Wait(Func<bool> isOver, TimeSpan maxWait, Action begun)
    {
        var expired = false;
        ITimer? timer = null;
        try
        {
            Uninterrupted.Do(() =>
                timer = clock.CreateTimer(
                    _ => Expire(ref expired),
                    null,
                    maxWait < LongestTimer ? maxWait : Timeout.InfiniteTimeSpan,
                    Timeout.InfiniteTimeSpan
                )
            );
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            // The first timer of a process has a thread started, and there may be no more of them. Without end nobody waits.
            return;
        }

        _threads++;
        begun();
        var interrupted = false;
        while (!expired && !isOver())
        {
            interrupted |= IsInterrupted();
        }

        _threads--;
        Uninterrupted.Do(timer!.Dispose);
        Uninterrupted.AgainIf(interrupted);
    }

    public void CloseGate(TimeSpan maxWait) => _closedGates.Add(maxWait);

    public void OpenGate(TimeSpan maxWait)
    {
        _closedGates.Remove(maxWait);
        if (!IsGateClosed)
        {
            Release();
        }
    }

    private void Expire(ref bool expired)
    {
        lock (gate)
        {
            expired = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits for a pulse, or for an interrupt, which does not end the wait for room.</summary>
    private bool IsInterrupted()
    {
        try
        {
            Monitor.Wait(gate);
            return false;
        }
        catch (ThreadInterruptedException)
        {
            return true;
        }
    }

    /// <summary>There may be room: whoever waits looks again.</summary>
    public void Release()
    {
        Monitor.PulseAll(gate);
        _room?.TrySetResult();
        _room = null;
    }
}
