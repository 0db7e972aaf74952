using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;

namespace ActorLog.Bench;

/// <summary>
/// How long a cache line takes to another thread's core and back (<c>meanNs</c>): what every event that goes from one thread to
/// another waits for. A hypervisor may move virtual processors to cores that share a cache, or to cores that do not.
/// </summary>
internal static class CoreDistance
{
    private const int WarmUps = 1_000;

    public static BenchRow Run(int roundTrips)
    {
        if (Environment.ProcessorCount == 1)
        {
            // Each trip would wait for the end of a time slice.
            return new BenchRow("core-to-core") { Note = "there is one processor" };
        }

        var ball = default(Ball);
        // Odd on its way there, even on its way back; negative when the game is over.
        var other = new Thread(() =>
        {
            for (var last = 0L; ; )
            {
                var place = Volatile.Read(ref ball.Place);
                if (place < 0)
                {
                    return;
                }

                if (place != last && place % 2 == 1)
                {
                    last = place + 1;
                    Volatile.Write(ref ball.Place, last);
                }
            }
        });
        other.Start();
        Play(ref ball, 0, WarmUps);
        var start = Stopwatch.GetTimestamp();
        Play(ref ball, WarmUps, roundTrips);
        var elapsed = Stopwatch.GetElapsedTime(start);
        Volatile.Write(ref ball.Place, -1);
        other.Join();
        return new BenchRow("core-to-core") { MeanNs = elapsed.TotalNanoseconds / roundTrips };
    }

    private static void Play(ref Ball ball, int from, int roundTrips)
    {
        for (var i = from; i < from + roundTrips; i++)
        {
            Volatile.Write(ref ball.Place, (2L * i) + 1);
            while (Volatile.Read(ref ball.Place) != (2L * i) + 2)
            {
                // Spins, as the other does: a pause would be measured with it.
            }
        }
    }

    /// <summary>A line of its own, whatever stands before and behind it, and whatever is fetched along with it.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Ball
    {
        [FieldOffset(128)]
        public long Place;
    }
}
