using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using ActorLog.Hocon.Lexing;

namespace ActorLog.Hocon.Values;

/// <summary>Values of .NET as HOCON.</summary>
internal static class MapReader
{
    /// <summary>Maps within maps are read by recursion, so they are kept shallow.</summary>
    private const int MaxDepth = 100;

    public static HoconObject Read(IEnumerable<KeyValuePair<string, object?>> values, string name) =>
        Map(values, HoconSource.Nowhere(name), 0);

    private static HoconObject Map(IEnumerable<KeyValuePair<string, object?>> values, HoconSource source, int depth)
    {
        var fields = new Dictionary<string, HoconField>(StringComparer.Ordinal);
        foreach (var (key, value) in values)
        {
            fields[key] = new HoconField(key, Value(value, source, depth + 1), source, 0, 0);
        }

        return new HoconObject(source, 0, 0, [.. fields.Values]);
    }

    private static HoconValue Value(object? value, HoconSource source, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Fail(HoconErrorKind.Limit, source, $"maps within each other more than {MaxDepth} levels deep");
        }

        return value switch
        {
            null => new HoconNull(source, 0, 0),
            HoconValue done => done,
            string text => new HoconString(source, 0, 0, text, isQuoted: true),
            bool flag => new HoconBoolean(source, 0, 0, flag),
            IEnumerable<KeyValuePair<string, object?>> map => Map(map, source, depth),
            IEnumerable list => Items(list, source, depth),
            IFormattable number when Number(number) is { } text => new HoconNumber(source, 0, 0, text),
            _ => throw Fail(HoconErrorKind.WrongType, source, $"HOCON has no value for a {value.GetType().Name}"),
        };
    }

    private static HoconList Items(IEnumerable list, HoconSource source, int depth)
    {
        var items = new List<HoconValue>();
        foreach (var item in list)
        {
            items.Add(Value(item, source, depth + 1));
        }

        return new HoconList(source, 0, 0, [.. items]);
    }

    private static string? Number(IFormattable value)
    {
        var text = value is TimeSpan or DateTime or DateTimeOffset or Guid
            ? ""
            : value.ToString(null, CultureInfo.InvariantCulture);
        return NumberText.IsNumber(text) ? text : null;
    }

    private static HoconException Fail(HoconErrorKind kind, HoconSource source, string message) =>
        new(new HoconError(kind, new HoconOrigin(source, 0, 0), message));
}
