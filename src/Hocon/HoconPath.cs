using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text;
using ActorLog.Hocon.Parsing;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>A path of keys: <c>a.b."c.d"</c>. A dot within quotes belongs to the key. Immutable.</summary>
public sealed class HoconPath : IEquatable<HoconPath>
{
    private readonly string[] _keys;

    internal HoconPath(string[] keys) => _keys = keys;

    /// <summary>The keys, from the root down; never empty.</summary>
    public IReadOnlyList<string> Keys => Array.AsReadOnly(_keys);

    internal ReadOnlySpan<string> Span => _keys;

    internal int Count => _keys.Length;

    /// <summary>Makes a path of keys as they are, whatever characters they have.</summary>
    /// <param name="keys">At least one key.</param>
    /// <returns>The path.</returns>
    public static HoconPath Of(params IEnumerable<string> keys)
    {
        string[] all = [.. keys];
        ArgumentOutOfRangeException.ThrowIfZero(all.Length, nameof(keys));
        return new HoconPath(all);
    }

    /// <summary>Reads a path expression.</summary>
    /// <param name="path">The expression, as it would be written before an equals sign.</param>
    /// <returns>The path.</returns>
    /// <exception cref="HoconException">The text is no path expression.</exception>
    public static HoconPath Parse(string path) =>
        TryParse(path, out var result, out var error) ? result : throw new HoconException(error);

    /// <summary>Reads a path expression.</summary>
    /// <param name="path">The expression, as it would be written before an equals sign.</param>
    /// <param name="result">The path.</param>
    /// <param name="error">What is wrong with it.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(
        string path,
        [NotNullWhen(true)] out HoconPath? result,
        [NotNullWhen(false)] out HoconError? error
    )
    {
        ArgumentNullException.ThrowIfNull(path);
        var errors = new ErrorList();
        result = PathReader.Read(new HoconSource("path", path), errors);
        error = result is null ? errors.Errors[0] : null;
        return result is not null;
    }

    /// <inheritdoc />
    public bool Equals(HoconPath? other) => other is not null && Span.SequenceEqual(other.Span);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as HoconPath);

    /// <inheritdoc />
    public override int GetHashCode() => _keys.Aggregate(0, HashCode.Combine);

    /// <summary>The path expression, with quotes where they are needed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var key in _keys)
        {
            text.Append(text.Length > 0 ? "." : "");
            HoconText.WriteKey(text, key);
        }

        return text.ToString();
    }

    internal HoconPath From(int first) => new(_keys[first..]);

    internal HoconPath Behind(ReadOnlySpan<string> prefix) => prefix.IsEmpty ? this : new([.. prefix, .. _keys]);
}
