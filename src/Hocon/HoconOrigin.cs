using System;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>The place that a key or a value was written at. Immutable and thread-safe.</summary>
public sealed class HoconOrigin : IEquatable<HoconOrigin>
{
    private readonly HoconSource _source;
    private readonly int _start;

    internal HoconOrigin(HoconSource source, int start, int length)
    {
        _source = source;
        _start = start;
        Length = length;
    }

    /// <summary>The name of the text: the file as it was opened, or what the caller named it.</summary>
    public string Source => _source.Name;

    /// <summary>The full path of the file, or null when the text did not come from a file.</summary>
    public string? Path => _source.Path;

    /// <summary>The line, from 1; 0 when there is no text (environment variables, maps).</summary>
    public int Line => _source.HasText ? _source.LineOf(_start) + 1 : 0;

    /// <summary>The column in UTF-16 units, from 1; 0 when there is no text.</summary>
    public int Column => _source.HasText ? _start - _source.LineStart(_source.LineOf(_start)) + 1 : 0;

    /// <summary>How many UTF-16 units the key or value takes; 0 at the end of a text.</summary>
    public int Length { get; }

    /// <summary>The whole line as written, without its line end; empty when there is no text.</summary>
    public string SourceLine => _source.HasText ? _source.Line(_source.LineOf(_start)).ToString() : "";

    /// <summary>The include statement that brought the text in, or null for the text that was asked for.</summary>
    public HoconOrigin? IncludedFrom => _source.IncludedFrom;

    internal HoconSource From => _source;

    internal int Start => _start;

    /// <inheritdoc />
    public bool Equals(HoconOrigin? other) =>
        other is not null
        && ReferenceEquals(_source, other._source)
        && _start == other._start
        && Length == other.Length;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as HoconOrigin);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_source.Name, _start, Length);

    /// <summary><c>file:line:column</c>, or the bare name when there is no text.</summary>
    public override string ToString() => _source.HasText ? $"{Source}:{Line}:{Column}" : Source;
}
