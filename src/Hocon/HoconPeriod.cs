using System;

namespace ActorLog.Hocon;

/// <summary>
/// A span of the calendar: <c>3 weeks</c> are 21 days, <c>2 months</c> are as long as those months are.
/// </summary>
/// <param name="Years">Years.</param>
/// <param name="Months">Months.</param>
/// <param name="Days">Days; weeks count as seven.</param>
public readonly record struct HoconPeriod(int Years, int Months, int Days)
{
    /// <summary>The time that is this much later: years first, then months, then days.</summary>
    /// <param name="time">The beginning.</param>
    /// <returns>The end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The calendar ends before.</exception>
    public DateTimeOffset AddTo(DateTimeOffset time) => time.AddYears(Years).AddMonths(Months).AddDays(Days);
}
