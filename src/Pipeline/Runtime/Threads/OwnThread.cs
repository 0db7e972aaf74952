using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Runtime.Threads;

/// <summary>A thread that does one thing again whenever it is woken, and sleeps in between.</summary>
/// <remarks>
/// Not one of the pool's: a thread of the pool that has done its work spins a while before it sleeps, in the hope of more.
/// At 1,000 events a second, each of them alone, an event took 540 to 660 us of processor time with the pool, and 137 with
/// threads that sleep at once. It begins with the first <see cref="Wake"/>, and does not keep the process alive.
/// Thread-safe.
/// </remarks>
/// <param name="name">The thread's name.</param>
/// <param name="turn">What it does. Does not throw.</param>
/// <param name="start">Starts a thread; null for the system's way.</param>
internal sealed class OwnThread(string name, Action turn, Action<Thread>? start = null)
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guarded by _gate.
    private bool _isStarted;
    private bool _isWoken;
    private bool _isEnding;

    /// <summary>Has the turn done once more, after the one that is being done if there is one.</summary>
    /// <returns>False when the process can have no more threads: nobody does it until the next wake that finds one.</returns>
    public bool Wake()
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (_isEnding)
            {
                return true;
            }

            _isWoken = true;
            if (_isStarted)
            {
                Monitor.Pulse(_gate);
                return true;
            }

            _isStarted = true;
        }

        if (TryStart())
        {
            return true;
        }

        StayUnstarted();
        return false;
    }

    /// <summary>Sleeps for a moment, less if it is woken. Called by the turn.</summary>
    public void Rest(int milliseconds)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (!_isWoken && !_isEnding)
            {
                Wait(milliseconds);
            }
        }
    }

    /// <summary>Ends the thread after the turn that it was woken for last; the task ends with it.</summary>
    public Task EndAsync()
    {
        using (Uninterrupted.Enter(_gate))
        {
            _isEnding = true;
            Monitor.Pulse(_gate);
            if (!_isStarted)
            {
                _ended.TrySetResult();
            }
        }

        return _ended.Task;
    }

    /// <summary>Without the AsyncLocals of whoever wakes it: he may be a request.</summary>
    private bool TryStart()
    {
        try
        {
            var thread = new Thread(Run) { Name = name, IsBackground = true };
            if (start is null)
            {
                thread.UnsafeStart();
            }
            else
            {
                start(thread);
            }

            return true;
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            // The process may have no more threads. The caller is somebody who logs: he must not be told so by an exception. Nor
            // is it a case for the pool: one that has to start a thread, and cannot, counts it as started for good, and with a
            // few of them the whole process stands still.
            return false;
        }
    }

    private void StayUnstarted()
    {
        using (Uninterrupted.Enter(_gate))
        {
            _isStarted = false;
            if (_isEnding)
            {
                _ended.TrySetResult();
            }
        }
    }

    private void Run()
    {
        while (WaitForWake())
        {
            turn();
        }

        _ended.TrySetResult();
    }

    // Whoever interrupts this thread means what it was doing, such as a sink that hung: that is over.
    private void Wait(int milliseconds)
    {
        try
        {
            Monitor.Wait(_gate, milliseconds);
        }
        catch (ThreadInterruptedException)
        {
            // And is over now.
        }
    }

    private bool WaitForWake()
    {
        using (Uninterrupted.Enter(_gate))
        {
            while (!_isWoken && !_isEnding)
            {
                Wait(Timeout.Infinite);
            }

            var wasWoken = _isWoken;
            _isWoken = false;
            return wasWoken;
        }
    }
}
