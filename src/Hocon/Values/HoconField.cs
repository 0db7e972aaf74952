using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>A key with its value, and where the key was written last.</summary>
public readonly struct HoconField
{
    private readonly HoconSource _source;
    private readonly int _start;
    private readonly int _length;

    internal HoconField(string key, HoconValue value, HoconSource source, int start, int length)
    {
        (Key, Value) = (key, value);
        (_source, _start, _length) = (source, start, length);
    }

    /// <summary>The key: one element of a path.</summary>
    public string Key { get; }

    /// <summary>The value.</summary>
    public HoconValue Value { get; }

    /// <summary>Where the key was written.</summary>
    public HoconOrigin KeyOrigin => new(_source, _start, _length);

    internal HoconField With(HoconValue value) => new(Key, value, _source, _start, _length);
}
