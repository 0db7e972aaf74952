using System;
using System.Collections;
using System.Globalization;

namespace ActorLog.Capture;

/// <summary>Renders values that cannot be kept, with the invariant culture. Never throws.</summary>
internal static class RenderedText
{
    /// <summary>The text that a message shows for the value.</summary>
    public static string Of(object value, string? format) =>
        value is IEnumerable items ? JoinedText.Of(items) : OfOne(value, format);

    /// <summary>The text of a value that is shown whole, even if it is a list.</summary>
    public static string OfOne(object value, string? format)
    {
        try
        {
            return value is IFormattable formattable ? Format(formattable, format) : value.ToString() ?? "";
        }
#pragma warning disable CA1031 // A hostile ToString must not reach the caller of Log (law 1).
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return $"[{value.GetType()}: ToString threw {failure.GetType().Name}]";
        }
    }

    private static string Format(IFormattable value, string? format)
    {
        if (format is not null)
        {
            try
            {
                return value.ToString(format, CultureInfo.InvariantCulture) ?? "";
            }
            catch (Exception failure) when (failure is FormatException or ArgumentException)
            {
                // The format does not fit the value: the value is still worth showing.
            }
        }

        return value.ToString(null, CultureInfo.InvariantCulture) ?? "";
    }
}
