using System;
using System.Collections.Generic;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

public sealed partial class HoconConfig
{
    /// <summary>A list of texts.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The items.</returns>
    /// <exception cref="HoconException">There is no list, or an item is of another type.</exception>
    public IReadOnlyList<string> GetStringList(string path) => GetItems(path, ValueReader.Text);

    /// <summary>A list of booleans.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The items.</returns>
    /// <exception cref="HoconException">There is no list, or an item is of another type.</exception>
    public IReadOnlyList<bool> GetBooleanList(string path) => GetItems(path, ValueReader.Boolean);

    /// <summary>A list of whole numbers of 32 bits.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The items.</returns>
    /// <exception cref="HoconException">There is no list, or an item is of another type.</exception>
    public IReadOnlyList<int> GetInt32List(string path) => GetItems(path, ValueReader.Integer<int>);

    /// <summary>A list of whole numbers of 64 bits.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The items.</returns>
    /// <exception cref="HoconException">There is no list, or an item is of another type.</exception>
    public IReadOnlyList<long> GetInt64List(string path) => GetItems(path, ValueReader.Integer<long>);

    /// <summary>A list of numbers.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The items.</returns>
    /// <exception cref="HoconException">There is no list, or an item is of another type.</exception>
    public IReadOnlyList<double> GetDoubleList(string path) => GetItems(path, ValueReader.Double);

    /// <summary>A list of durations.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The items.</returns>
    /// <exception cref="HoconException">There is no list, or an item is no duration.</exception>
    public IReadOnlyList<TimeSpan> GetDurationList(string path) => GetItems(path, ValueReader.Duration);

    /// <summary>A list of sizes in bytes.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The items.</returns>
    /// <exception cref="HoconException">There is no list, or an item is no size.</exception>
    public IReadOnlyList<long> GetByteCountList(string path) => GetItems(path, ValueReader.ByteCount);

    /// <summary>A list of objects, each as a configuration of its own.</summary>
    /// <param name="path">The path expression.</param>
    /// <returns>The items.</returns>
    /// <exception cref="HoconException">There is no list, or an item is no object.</exception>
    public IReadOnlyList<HoconConfig> GetConfigList(string path) =>
        GetItems(path, (item, at) => new HoconConfig(ValueReader.Object(item, at), Files));

    /// <summary>Finds the keys that nobody knows, each with the nearest one that is known.</summary>
    /// <param name="path">The object to look at; empty for the root.</param>
    /// <param name="known">The keys that it may have.</param>
    /// <returns>One error for each unknown key; none when there is no object.</returns>
    /// <exception cref="HoconException">The text is no path expression.</exception>
    public IReadOnlyList<HoconError> FindUnknownKeys(string path, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(known);
        HoconValue? value = Root;
        if (path.Length > 0 && !TryGetValue(path, out value))
        {
            return [];
        }

        var errors = new List<HoconError>();
        foreach (var field in (value as HoconObject)?.Fields ?? [])
        {
            if (!System.Linq.Enumerable.Contains(known, field.Key))
            {
                errors.Add(UnknownKey(field, path, known));
            }
        }

        return errors;
    }

    private static HoconError UnknownKey(HoconField field, string path, IReadOnlyCollection<string> known)
    {
        var near = Nearest.Find(field.Key, known);
        return new HoconError(
            HoconErrorKind.Key,
            field.KeyOrigin,
            path.Length == 0 ? $"unknown key '{field.Key}'" : $"unknown key '{field.Key}' in {path}",
            near is null ? null : $"did you mean '{near}'?",
            [$"expected: one of {string.Join(", ", known)}"]
        );
    }
}
