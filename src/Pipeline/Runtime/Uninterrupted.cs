using System;
using System.Threading;

namespace ActorLog.Runtime;

/// <summary>What a caller may have to wait for while he logs, though somebody interrupts him (<see cref="Thread.Interrupt"/>).</summary>
/// <remarks>
/// An interrupt is thrown at the next wait of its thread, and that may be one of ours: for a lock that somebody else has. Thrown
/// from there it would come out of the log call, and between two steps of ours leave the second undone: a router that counts
/// as woken and sleeps. So the wait goes on, and the thread is interrupted again behind it, for a wait of its own.
/// </remarks>
internal static class Uninterrupted
{
    /// <summary>Takes a lock.</summary>
    public static Held Enter(object gate)
    {
        if (!Monitor.TryEnter(gate))
        {
            EnterContended(gate);
        }

        return new Held(gate);
    }

    /// <summary>Takes a lock.</summary>
    public static Lock.Scope Enter(Lock gate)
    {
        var interrupted = false;
        while (true)
        {
            try
            {
                var scope = gate.EnterScope();
                AgainIf(interrupted);
                return scope;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }
    }

    /// <summary>Does a step that can be interrupted before it has done anything, and not later.</summary>
    public static void Do(Action step)
    {
        for (var interrupted = false; ; interrupted = true)
        {
            try
            {
                step();
                AgainIf(interrupted);
                return;
            }
            catch (ThreadInterruptedException)
            {
                // Once more.
            }
        }
    }

    /// <summary>Interrupts this thread again.</summary>
    public static void AgainIf(bool interrupted)
    {
        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    // Apart, so that the lock that nobody has costs no more than it must.
    private static void EnterContended(object gate)
    {
        for (var interrupted = false; ; interrupted = true)
        {
            try
            {
                Monitor.Enter(gate);
                AgainIf(interrupted);
                return;
            }
            catch (ThreadInterruptedException)
            {
                // Once more.
            }
        }
    }

    /// <summary>A lock that is held until this is disposed.</summary>
    public readonly ref struct Held(object gate)
    {
        public void Dispose() => Monitor.Exit(gate);
    }
}
