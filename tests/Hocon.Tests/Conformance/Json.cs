using System.Linq;

namespace ActorLog.Hocon.Tests.Conformance;

internal static class Json
{
    /// <summary>The expectations leave keys without a value out.</summary>
    public static HoconValue WithoutNulls(HoconValue value) =>
        HoconConfig.FromMap([new("value", Strip(value))]).Root["value"];

    private static object? Strip(HoconValue value) =>
        value switch
        {
            HoconObject obj => obj.Where(f => f.Value is not HoconNull).ToDictionary(f => f.Key, f => Strip(f.Value)),
            HoconList list => list.Select(Strip).ToList(),
            _ => value,
        };
}
