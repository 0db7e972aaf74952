namespace ActorLog.Hocon.Values;

/// <summary><c>+=</c>: the value below with these items at its end, or these items when there is nothing below.</summary>
internal sealed class Append(HoconList items) : HoconUnresolved(items.Source, items.Start, items.Length)
{
    public HoconList Items { get; } = items;

    internal override int Height => Items.Height;

    internal override long Weight => Items.Weight;
}
