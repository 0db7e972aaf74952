using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary><c>null</c>: the key is there, and has no value.</summary>
public sealed class HoconNull : HoconValue
{
    internal HoconNull(HoconSource source, int start, int length)
        : base(source, start, length) { }

    /// <inheritdoc />
    public override HoconValueKind Kind => HoconValueKind.Null;

    /// <inheritdoc />
    public override int GetHashCode() => 0;
}
