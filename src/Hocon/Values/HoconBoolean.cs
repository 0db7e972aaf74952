using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary><c>true</c> or <c>false</c>. The words yes, no, on and off are strings until a boolean is asked for.</summary>
public sealed class HoconBoolean : HoconValue
{
    internal HoconBoolean(HoconSource source, int start, int length, bool value)
        : base(source, start, length) => Value = value;

    /// <inheritdoc />
    public override HoconValueKind Kind => HoconValueKind.Boolean;

    /// <summary>The value.</summary>
    public bool Value { get; }

    /// <inheritdoc />
    public override int GetHashCode() => Value ? 1 : 2;
}
