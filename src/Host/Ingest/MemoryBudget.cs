using System;
using System.Threading;

namespace ActorLog.Host.Ingest;

/// <summary>The memory that all requests being read may hold together.</summary>
/// <remarks>Without it, a thousand slow senders of large bodies would fill the memory although each keeps its limit.</remarks>
internal sealed class MemoryBudget(long limit)
{
    // What a property costs beside its text: two strings, and its place in lists. A form of names without values was measured
    // to hold 50 times its length.
    private const int BytesPerProperty = 200;

    private long _held;

    private long Limit => limit;

    /// <summary>Opens the account of one request.</summary>
    public Share Open() => new(this);

    /// <summary>What one request holds; given back when it is disposed. Not thread-safe.</summary>
    internal sealed class Share(MemoryBudget budget) : IDisposable
    {
        private long _taken;

        /// <summary>Takes more. False when the budget has no more; a request that is alone is bounded by its own limits.</summary>
        public bool TryTake(long bytes)
        {
            var held = Interlocked.Add(ref budget._held, bytes);
            if (held > budget.Limit && held - bytes > _taken)
            {
                Interlocked.Add(ref budget._held, -bytes);
                return false;
            }

            _taken += bytes;
            return true;
        }

        /// <summary>Takes what so many properties hold until their event has been written.</summary>
        public bool TryTakeProperties(int count) => TryTake((long)BytesPerProperty * count);

        public void Dispose()
        {
            Interlocked.Add(ref budget._held, -_taken);
            _taken = 0;
        }
    }
}
