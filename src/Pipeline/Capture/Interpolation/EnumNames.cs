using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ActorLog.Events;

namespace ActorLog.Capture.Interpolation;

/// <summary>The texts of an enum's values, by their bits: the second time a value comes nothing is allocated for it.</summary>
/// <remarks>Bounded, for any number is a value of an enum: beyond <see cref="Most"/> the text is made each time.</remarks>
internal static class EnumNames<T>
{
    private const int Most = 1_000;

    private static readonly ConcurrentDictionary<ulong, string> Known = new();

    public static LogValue Of(T value) =>
        Known.TryGetValue(Bits(value), out var name) ? LogValue.From(name) : LogValue.From(Remember(value));

    private static string Remember(T value)
    {
        var name = RenderedText.OfOne(value!, null);
        return Known.Count >= Most ? name : Known.GetOrAdd(Bits(value), name);
    }

    private static ulong Bits(T value) =>
        Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, byte>(ref value),
            2 => Unsafe.As<T, ushort>(ref value),
            4 => Unsafe.As<T, uint>(ref value),
            _ => Unsafe.As<T, ulong>(ref value),
        };
}
