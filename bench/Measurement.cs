using System;
using System.Diagnostics;
using System.Linq;

namespace ActorLog.Bench;

/// <summary>Counts time, processor time and allocations of the whole process around a run, and the caller's latencies.</summary>
internal sealed class Measurement
{
    private static readonly double NsPerTick = 1e9 / Stopwatch.Frequency;

    private readonly Process _process = Process.GetCurrentProcess();
    private readonly long[] _latencies;
    private readonly int _events;
    private readonly TimeSpan _cpu;
    private readonly long _allocated;
    private readonly long _start;
    private int _count;

    /// <param name="events">How many events the run writes.</param>
    /// <param name="latencies">How many latencies will be recorded; 0 when the run is for throughput.</param>
    public Measurement(int events, int latencies = 0)
    {
        _events = events;
        _latencies = new long[latencies];
        // Twice, so that what lives long is in the oldest generation: until then each small collection goes through the pooled
        // events that refer to it.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _cpu = _process.TotalProcessorTime;
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>Records a latency that was taken elsewhere.</summary>
    public void Add(long ticks) => _latencies[_count++] = ticks;

    public void Record(long from) => _latencies[_count++] = Stopwatch.GetTimestamp() - from;

    /// <summary>Ends the run.</summary>
    public BenchRow End(string name, long lost = 0, long outOfOrder = 0, string note = "")
    {
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        _process.Refresh();
        var cpu = _process.TotalProcessorTime - _cpu;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        Array.Sort(_latencies, 0, _count);
        return new BenchRow(name)
        {
            EventsPerSecond = _events / seconds,
            CpuNsPerEvent = cpu.TotalNanoseconds / _events,
            AllocBytesPerEvent = (double)allocated / _events,
            MeanNs = _count == 0 ? 0 : _latencies.AsSpan(0, _count).ToArray().Average() * NsPerTick,
            P50Ns = Percentile(0.5),
            P99Ns = Percentile(0.99),
            P999Ns = Percentile(0.999),
            MaxNs = Percentile(1),
            Lost = lost,
            OutOfOrder = outOfOrder,
            PeakWorkingSet = _process.PeakWorkingSet64,
            Note = note,
        };
    }

    private double Percentile(double part) =>
        _count == 0 ? 0 : _latencies[Math.Min(_count - 1, (int)(_count * part))] * NsPerTick;
}
