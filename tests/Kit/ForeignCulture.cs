using System;
using System.Globalization;

namespace ActorLog.Kit;

/// <summary>A culture for the thread of a test, in which numbers and dates look as different as they may, until it is disposed.</summary>
/// <remarks>Made by hand: where tests run, .NET may have no cultures but the invariant one.</remarks>
public sealed class ForeignCulture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public ForeignCulture()
    {
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        // The minus of the Arabic cultures, which no parser of another culture takes for one; the Swedish one is U+2212.
        foreign.NumberFormat.NegativeSign = "\u061c-";
        foreign.NumberFormat.NumberDecimalSeparator = ",";
        foreign.NumberFormat.NumberGroupSeparator = ".";
        foreign.DateTimeFormat.DateSeparator = ".";
        foreign.DateTimeFormat.TimeSeparator = ".";
        CultureInfo.CurrentCulture = foreign;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
