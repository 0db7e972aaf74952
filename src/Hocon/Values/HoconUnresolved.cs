using System.Runtime.CompilerServices;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>
/// A value that is not known yet: a substitution, a concatenation with one, or such a value over others.
/// <see cref="HoconConfig.Resolve"/> makes it a value; with <see cref="HoconResolveOptions.AllowUnresolved"/> it may stay.
/// </summary>
public abstract class HoconUnresolved : HoconValue
{
    private protected HoconUnresolved(HoconSource source, int start, int length)
        : base(source, start, length) { }

    /// <inheritdoc />
    public sealed override HoconValueKind Kind => HoconValueKind.Unresolved;

    internal sealed override bool IsResolved => false;

    internal override bool IsBarrier => false;

    /// <inheritdoc />
    public sealed override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
