using System.Collections.Generic;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>
/// A container while files are merged into it. Builders are frozen in the reverse order of their making, so all that
/// one contains is frozen before it, and no walk down the tree is needed.
/// </summary>
internal abstract class Builder(HoconSource source, int start, int length)
{
    protected HoconSource Source { get; } = source;

    protected int Start { get; } = start;

    protected int Length { get; } = length;

    public HoconValue? Frozen { get; private set; }

    public void Freeze() => Frozen = Make();

    protected abstract HoconValue Make();

    /// <summary>A part is a value already, or a builder that was made later and is frozen by now.</summary>
    protected static HoconValue Value(object part) => part as HoconValue ?? ((Builder)part).Frozen!;
}

/// <summary>The items of a list, or the parts of a concatenation.</summary>
internal abstract class SequenceBuilder(HoconSource source, int start, int length) : Builder(source, start, length)
{
    public List<object> Items { get; } = [];

    protected HoconValue[] Values()
    {
        var values = new HoconValue[Items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Value(Items[i]);
        }

        return values;
    }
}

internal sealed class ListBuilder(HoconSource source, int start, int length) : SequenceBuilder(source, start, length)
{
    protected override HoconValue Make() => new HoconList(Source, Start, Length, Values());
}

internal sealed class AppendBuilder(HoconSource source, int start, int length) : SequenceBuilder(source, start, length)
{
    protected override HoconValue Make() => new Append(new HoconList(Source, Start, Length, Values()));
}

internal sealed class ConcatenationBuilder(HoconSource source, int start, int length, ErrorList errors)
    : SequenceBuilder(source, start, length)
{
    /// <summary>Text beside a container is a mistake here already: where a later value hides it, nobody would resolve it.</summary>
    protected override HoconValue Make()
    {
        var made = new Concatenation(Source, Start, Length, Values());
        if (made.Misfit() is { } part)
        {
            var message = ResolveMessages.CannotJoin(made, part);
            errors.Add(
                new HoconError(HoconErrorKind.WrongType, part.Origin, message, null, ResolveMessages.JoinNotes(made))
            );
        }

        return made;
    }
}
