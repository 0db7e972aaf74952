using System.Collections;
using System.Collections.Generic;

namespace ActorLog.Hocon.Resolving;

/// <summary>
/// Runs methods that call each other to any depth without the thread's stack: a method is an iterator, calls another by
/// yielding it, and leaves its answer in <see cref="Returned"/>. So a chain of a hundred thousand substitutions costs
/// memory, never a crash, and the code still reads like plain recursion.
/// </summary>
internal abstract class Trampoline
{
    /// <summary>What the call that ended last gives back; null is "no value".</summary>
    protected HoconValue? Returned { get; set; }

    /// <summary>How many calls may still be made; below zero nothing is run any more.</summary>
    protected long Budget { get; set; } = long.MaxValue;

    protected HoconValue? Run(IEnumerator start)
    {
        var calls = new Stack<IEnumerator>();
        calls.Push(start);
        while (calls.TryPeek(out var call) && --Budget >= 0)
        {
            if (call.MoveNext())
            {
                calls.Push((IEnumerator)call.Current!);
            }
            else
            {
                calls.Pop();
            }
        }

        return Budget < 0 ? null : Returned;
    }
}
