using System.Threading;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>Those of a lane's workers that were given up and have not come back. Thread-safe.</summary>
/// <remarks>
/// A sink that blocks its thread, such as a file on a server that does not answer, keeps the thread. With a new one for every
/// attempt an outage of a day would take two thousand: so there are a few, and then none until one has come back.
/// </remarks>
internal sealed class HungWorkers
{
    private const int Most = 4;

    private static readonly SinkFailure TooMany = new(
        FailureKind.Transient,
        $"{Most} attempts hang: none is begun until one of them has come back"
    );

    private int _count;

    /// <summary>A worker is given up that is at work.</summary>
    public void Add() => Interlocked.Increment(ref _count);

    /// <summary>It has come back.</summary>
    public void Remove() => Interlocked.Decrement(ref _count);

    /// <summary>Throws when another one might hang too.</summary>
    /// <exception cref="SinkException">There are too many.</exception>
    public void Check()
    {
        if (Volatile.Read(ref _count) >= Most)
        {
            throw new SinkException(TooMany);
        }
    }
}
