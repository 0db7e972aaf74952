using ActorLog.Events;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>The memory of a line that is not written yet: as the pipeline estimates it of one that is.</summary>
internal static class LineWeight
{
    /// <summary>Of the line itself.</summary>
    public const int OfLine = 256;

    /// <summary>Texts beyond so many characters are not kept back.</summary>
    public const int LongestText = 64 * 1024;

    /// <summary>The least weight at which a line is not kept back; of a long text at once.</summary>
    public const int TooMuch = 1 << 28;

    /// <summary>Of so many properties, without their texts.</summary>
    public static int OfProperties(int count) => 40 * count;

    /// <summary>Of a text.</summary>
    public static int OfText(string text) => text.Length > LongestText ? TooMuch : LogValue.From(text).HeldBytes;

    /// <summary>Of properties that are known.</summary>
    public static int Of(LogProperty[] properties)
    {
        var bytes = OfProperties(properties.Length);
        foreach (var property in properties)
        {
            bytes += property.Value.HeldBytes;
        }

        return bytes;
    }
}
