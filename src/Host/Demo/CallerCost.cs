using System;
using System.Globalization;

namespace ActorLog.Host.Demo;

/// <summary>What calls of the logger cost the program, in an interval. One thread writes and reads.</summary>
internal sealed class CallerCost
{
    private long[] _ticks = new long[1024];
    private int _count;

    public void Add(long ticks)
    {
        if (_count == _ticks.Length)
        {
            Array.Resize(ref _ticks, _count * 2);
        }

        _ticks[_count++] = ticks;
    }

    /// <summary>The median and the slowest of a hundred, and begins anew.</summary>
    public string Take(long ticksPerSecond)
    {
        if (_count == 0)
        {
            return "-";
        }

        var sorted = _ticks.AsSpan(0, _count);
        sorted.Sort();
        var median = Microseconds(sorted[_count / 2], ticksPerSecond);
        var slow = Microseconds(sorted[(_count - 1) * 99 / 100], ticksPerSecond);
        _count = 0;
        return string.Create(CultureInfo.InvariantCulture, $"{median, 5:0.0} us, 99%: {slow, 6:0.0} us");
    }

    private static double Microseconds(long ticks, long perSecond) => ticks * 1e6 / perSecond;
}
