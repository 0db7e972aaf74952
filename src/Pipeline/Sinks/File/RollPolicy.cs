using System;

namespace ActorLog.Sinks;

/// <summary>Decides when a new file begins. Pure: the time and the sizes come in.</summary>
internal sealed class RollPolicy(RollInterval interval, long maxFileSize)
{
    private readonly TimeSpan _length = interval switch
    {
        RollInterval.Hour => TimeSpan.FromHours(1),
        RollInterval.Day => TimeSpan.FromDays(1),
        _ => TimeSpan.MaxValue,
    };

    /// <summary>The hour or day that a time belongs to; the same for all times when files do not roll by time.</summary>
    public DateTime PeriodOf(DateTime now) =>
        interval switch
        {
            RollInterval.Hour => now.Date.AddHours(now.Hour),
            RollInterval.Day => now.Date,
            _ => default,
        };

    /// <summary>
    /// The period whose file is to be written now. It follows the time forward; a clock that is set back by no more than one
    /// interval changes nothing, so that small corrections around a boundary do not open old files again and again. A clock
    /// that is set back further was wrong before, and is followed: the older file is appended to.
    /// </summary>
    /// <param name="current">The period whose file is being written.</param>
    /// <param name="now">The time in the zone that the names are in.</param>
    public DateTime Next(DateTime current, DateTime now)
    {
        var period = PeriodOf(now);
        return period < current && current - period <= _length ? current : period;
    }

    /// <summary>Whether an event would make a file too large: then it begins the next one.</summary>
    /// <param name="before">How many bytes the file has before the event.</param>
    /// <param name="after">How many bytes it would have with it.</param>
    public bool IsFull(long before, long after) => maxFileSize > 0 && before > 0 && after > maxFileSize;
}
