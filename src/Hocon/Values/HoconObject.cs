using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>An object: keys with values, in the order in which the keys first appeared.</summary>
public sealed class HoconObject : HoconValue, IReadOnlyDictionary<string, HoconValue>
{
    /// <summary>Up to this many keys a scan is faster than a hash table, and needs no memory.</summary>
    internal const int ScanLimit = 8;

    private readonly HoconField[] _fields;
    private readonly Dictionary<string, int>? _index;

    internal HoconObject(
        HoconSource source,
        int start,
        int length,
        HoconField[] fields,
        Dictionary<string, int>? index = null,
        bool isSealed = false
    )
        : base(source, start, length)
    {
        _fields = fields;
        _index = index ?? (fields.Length > ScanLimit ? IndexOf(fields) : null);
        IsSealed = isSealed;
        var (height, weight, resolved) = (0, 1L, true);
        foreach (ref readonly var field in fields.AsSpan())
        {
            height = Math.Max(height, field.Value.Height);
            weight += field.Value.Weight + field.Key.Length;
            resolved &= field.Value.IsResolved;
        }

        (Height, Weight, IsResolved) = (height + 1, weight, resolved);
    }

    /// <inheritdoc />
    public override HoconValueKind Kind => HoconValueKind.Object;

    /// <inheritdoc />
    public int Count => _fields.Length;

    /// <summary>The keys with their values and places.</summary>
    public IReadOnlyList<HoconField> Fields => Array.AsReadOnly(_fields);

    /// <inheritdoc />
    public IEnumerable<string> Keys
    {
        get
        {
            foreach (var entry in _fields)
            {
                yield return entry.Key;
            }
        }
    }

    /// <inheritdoc />
    public IEnumerable<HoconValue> Values
    {
        get
        {
            foreach (var entry in _fields)
            {
                yield return entry.Value;
            }
        }
    }

    /// <summary>True when a value that is no object lay below: objects further below do not merge into this one.</summary>
    internal bool IsSealed { get; }

    internal override bool IsBarrier => IsSealed;

    internal override bool IsResolved { get; }

    internal override int Height { get; }

    internal override long Weight { get; }

    internal ReadOnlySpan<HoconField> Span => _fields;

    /// <inheritdoc />
    public HoconValue this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no key '{key}'.");

    /// <inheritdoc />
    public bool ContainsKey(string key) => Find(key) >= 0;

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out HoconValue value)
    {
        var index = Find(key);
        value = index < 0 ? null : _fields[index].Value;
        return index >= 0;
    }

    /// <summary>Finds a key with its place.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    /// <param name="field">The field, when there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetField(string key, out HoconField field)
    {
        var index = Find(key);
        field = index < 0 ? default : _fields[index];
        return index >= 0;
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, HoconValue>> GetEnumerator()
    {
        foreach (var entry in _fields)
        {
            yield return new(entry.Key, entry.Value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, Count);

    internal int Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_index is not null)
        {
            return _index.GetValueOrDefault(key, -1);
        }

        for (var i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    private static Dictionary<string, int> IndexOf(HoconField[] fields)
    {
        var index = new Dictionary<string, int>(fields.Length, StringComparer.Ordinal);
        for (var i = 0; i < fields.Length; i++)
        {
            index[fields[i].Key] = i;
        }

        return index;
    }
}
