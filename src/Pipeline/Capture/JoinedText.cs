using System;
using System.Collections;
using System.Globalization;
using System.Text;

namespace ActorLog.Capture;

/// <summary>Renders lists as <c>a, b, (null)</c>, and not more of them than a log can bear.</summary>
internal static class JoinedText
{
    /// <summary>The most items that are shown.</summary>
    public const int MaxItems = 1000;

    /// <summary>The most characters that are shown.</summary>
    public const int MaxCharacters = 32 * 1024;

    /// <summary>The items one after the other. An enumerator that throws or never ends is cut, and the text says so.</summary>
    public static string Of(IEnumerable items)
    {
        var text = new StringBuilder();
        try
        {
            Append(text, items);
        }
#pragma warning disable CA1031 // A hostile enumerator must not reach the caller of Log (law 1).
        catch (Exception failure)
#pragma warning restore CA1031
        {
            text.Append(text.Length > 0 ? ", " : "")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"[{items.GetType()}: enumerating threw {failure.GetType().Name}]"
                );
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable items)
    {
        var count = 0;
        foreach (var item in items)
        {
            if (count == MaxItems)
            {
                text.Append(CultureInfo.InvariantCulture, $", … (cut after {MaxItems:N0} items)");
                return;
            }

            text.Append(count++ > 0 ? ", " : "");
            var itemText = item is null ? "(null)" : item as string ?? RenderedText.OfOne(item, null);
            if (text.Length + itemText.Length > MaxCharacters)
            {
                text.Append(LongText.Beginning(itemText, Math.Max(0, MaxCharacters - text.Length)))
                    .Append(CultureInfo.InvariantCulture, $"… (cut at {MaxCharacters:N0} characters)");
                return;
            }

            text.Append(itemText);
        }
    }
}
