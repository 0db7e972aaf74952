namespace ActorLog.Hocon.Values;

/// <summary>Scalars as text.</summary>
internal static class ScalarText
{
    /// <summary>What a scalar contributes to a string: a number as it was written, null as the word.</summary>
    public static string Of(HoconValue value) =>
        value switch
        {
            HoconString s => s.Text,
            HoconNumber n => n.Text,
            HoconBoolean b => b.Value ? "true" : "false",
            _ => "null",
        };
}
