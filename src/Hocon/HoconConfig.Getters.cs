using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Numerics;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

// Every getter takes a path expression such as a.b."c.d". The one without a fallback fails when there is no value; the
// one with a fallback gives it when there is none or it is null, and still fails when the value is of another type.
public sealed partial class HoconConfig
{
    /// <summary>Whether there is a value, and not null.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="HoconException">The text is no path expression.</exception>
    public bool HasValue(string path) => TryGetValue(path, out var value) && value is not HoconNull;

    /// <summary>Gives the value of any type, also null and what is not resolved.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="value">The value, when there is one.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="HoconException">The text is no path expression.</exception>
    public bool TryGetValue(string path, [NotNullWhen(true)] out HoconValue? value) =>
        PathLookup.Find(Root, HoconPath.Parse(path), out value) < 0;

    /// <summary>Gives the value of any type.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The value.</returns>
    /// <exception cref="HoconException">There is none; the nearest key is suggested.</exception>
    public HoconValue GetValue(string path) => PathLookup.Get(Root, path);

    /// <summary>Where a key was written.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The place, or null when there is no such key.</returns>
    /// <exception cref="HoconException">The text is no path expression.</exception>
    public HoconOrigin? GetKeyOrigin(string path) => PathLookup.KeyOrigin(Root, HoconPath.Parse(path));

    /// <summary>A text; numbers and booleans are given as they are written.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The text.</returns>
    /// <exception cref="HoconException">There is no value, or it is of another type.</exception>
    public string GetString(string path) => Get(path, ValueReader.Text);

    /// <summary>A text, or the fallback.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="fallback">What is given when there is no value.</param>
    /// <returns>The text.</returns>
    /// <exception cref="HoconException">The value is of another type.</exception>
    [return: NotNullIfNotNull(nameof(fallback))]
    public string? GetString(string path, string? fallback) => Get(path, ValueReader.Text, fallback);

    /// <summary>A boolean: true, yes, on, false, no or off.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The boolean.</returns>
    /// <exception cref="HoconException">There is no value, or it is of another type.</exception>
    public bool GetBoolean(string path) => Get(path, ValueReader.Boolean);

    /// <summary>A boolean, or the fallback.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="fallback">What is given when there is no value.</param>
    /// <returns>The boolean.</returns>
    /// <exception cref="HoconException">The value is of another type.</exception>
    public bool GetBoolean(string path, bool fallback) => Get(path, ValueReader.Boolean, fallback);

    /// <summary>A whole number of 32 bits.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The number.</returns>
    /// <exception cref="HoconException">There is no value, or it is another type or out of range.</exception>
    public int GetInt32(string path) => Get(path, ValueReader.Integer<int>);

    /// <summary>A whole number of 32 bits, or the fallback.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="fallback">What is given when there is no value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="HoconException">The value is of another type or out of range.</exception>
    public int GetInt32(string path, int fallback) => Get(path, ValueReader.Integer<int>, fallback);

    /// <summary>A whole number of 64 bits.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The number.</returns>
    /// <exception cref="HoconException">There is no value, or it is another type or out of range.</exception>
    public long GetInt64(string path) => Get(path, ValueReader.Integer<long>);

    /// <summary>A whole number of 64 bits, or the fallback.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="fallback">What is given when there is no value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="HoconException">The value is of another type or out of range.</exception>
    public long GetInt64(string path, long fallback) => Get(path, ValueReader.Integer<long>, fallback);

    /// <summary>A number.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The number.</returns>
    /// <exception cref="HoconException">There is no value, or it is of another type.</exception>
    public double GetDouble(string path) => Get(path, ValueReader.Double);

    /// <summary>A number, or the fallback.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="fallback">What is given when there is no value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="HoconException">The value is of another type.</exception>
    public double GetDouble(string path, double fallback) => Get(path, ValueReader.Double, fallback);

    /// <summary>A number without rounding, up to 28 digits.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The number.</returns>
    /// <exception cref="HoconException">There is no value, or it is of another type.</exception>
    public decimal GetDecimal(string path) => Get(path, ValueReader.Decimal);

    /// <summary>A duration: <c>10s</c>, <c>0.5 minutes</c>; a bare number is milliseconds.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The duration, cut off to 100 ns.</returns>
    /// <exception cref="HoconException">There is no value, or it is no duration.</exception>
    public TimeSpan GetDuration(string path) => Get(path, ValueReader.Duration);

    /// <summary>A duration, or the fallback.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="fallback">What is given when there is no value.</param>
    /// <returns>The duration, cut off to 100 ns.</returns>
    /// <exception cref="HoconException">The value is no duration.</exception>
    public TimeSpan GetDuration(string path, TimeSpan fallback) => Get(path, ValueReader.Duration, fallback);

    /// <summary>A period: <c>3 weeks</c>, <c>2 mo</c>; a bare number is days.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The period.</returns>
    /// <exception cref="HoconException">There is no value, or it is no period.</exception>
    public HoconPeriod GetPeriod(string path) => Get(path, ValueReader.Period);

    /// <summary>A period, or the fallback.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="fallback">What is given when there is no value.</param>
    /// <returns>The period.</returns>
    /// <exception cref="HoconException">The value is no period.</exception>
    public HoconPeriod GetPeriod(string path, HoconPeriod fallback) => Get(path, ValueReader.Period, fallback);

    /// <summary>A size in bytes: <c>5 MiB</c>, <c>512 kB</c>; a bare number is bytes, and <c>K</c> is 1024.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>Bytes, cut off to whole ones.</returns>
    /// <exception cref="HoconException">There is no value, or it is no size, or negative, or too large.</exception>
    public long GetByteCount(string path) => Get(path, ValueReader.ByteCount);

    /// <summary>A size in bytes, or the fallback.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="fallback">What is given when there is no value.</param>
    /// <returns>Bytes, cut off to whole ones.</returns>
    /// <exception cref="HoconException">The value is no size, or negative, or too large.</exception>
    public long GetByteCount(string path, long fallback) => Get(path, ValueReader.ByteCount, fallback);

    /// <summary>A size in bytes of any magnitude, such as <c>1 YiB</c>.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>Bytes, cut off to whole ones.</returns>
    /// <exception cref="HoconException">There is no value, or it is no size, or negative.</exception>
    public BigInteger GetLargeByteCount(string path) => Get(path, ValueReader.Size);

    /// <summary>A word of an enum, whatever its case, with or without hyphens: <c>drop-head</c> is DropHead.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="path">The path expression.</param>
    /// <returns>The value.</returns>
    /// <exception cref="HoconException">There is no value, or the enum has no such word; the nearest is suggested.</exception>
    public TEnum GetEnum<TEnum>(string path)
        where TEnum : struct, Enum => Get(path, ValueReader.Enum<TEnum>);

    /// <summary>A word of an enum, or the fallback.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="path">The path expression.</param>
    /// <param name="fallback">What is given when there is no value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="HoconException">The enum has no such word; the nearest is suggested.</exception>
    public TEnum GetEnum<TEnum>(string path, TEnum fallback)
        where TEnum : struct, Enum => Get(path, ValueReader.Enum<TEnum>, fallback);

    /// <summary>An object.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The object.</returns>
    /// <exception cref="HoconException">There is no value, or it is of another type.</exception>
    public HoconObject GetObject(string path) => Get(path, ValueReader.Object);

    /// <summary>An object as a configuration of its own.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="HoconException">There is no value, or it is of another type.</exception>
    public HoconConfig GetConfig(string path) => new(GetObject(path), Files);

    /// <summary>A list; also an object whose keys are numbers.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The list.</returns>
    /// <exception cref="HoconException">There is no value, or it is of another type.</exception>
    public HoconList GetList(string path) => Get(path, ValueReader.List);

    private T Get<T>(string path, Func<HoconValue, string, T> read) => read(GetValue(path), path);

    private T Get<T>(string path, Func<HoconValue, string, T> read, T fallback) =>
        TryGetValue(path, out var value) && value is not HoconNull ? read(value, path) : fallback;

    private List<T> GetItems<T>(string path, Func<HoconValue, string, T> read) =>
        [.. GetList(path).Select((item, i) => read(item, $"{path}.{i}"))];
}
