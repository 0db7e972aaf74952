using System.Collections;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>Values side by side.</summary>
internal sealed partial class Resolver
{
    private IEnumerator Concatenate(Concatenation value, bool deep)
    {
        var opened = Open(value);
        var joiner = new Joiner(value);
        var joined = true;
        foreach (var part in value.Parts)
        {
            HoconValue? piece = part;
            if (part is HoconUnresolved && !Try(part, deep, out piece))
            {
                yield return Call(part, deep);
                if (IsCircle)
                {
                    Close(value, opened);
                    yield break;
                }

                piece = Returned;
            }

            if (!Join(joiner, value, part, piece))
            {
                joined = false;
                break;
            }
        }

        var result = joined ? joiner.Result() : value;
        if (joined && deep && result is { IsResolved: false })
        {
            yield return Call(result, deep: true);
            result = Returned;
        }

        Close(value, opened);
        if (ReferenceEquals(result, Circle))
        {
            yield break;
        }

        Returned = Remember(value, deep, result);
    }

    /// <summary>Adds a piece; false when the concatenation stays as it is: not known, or wrong.</summary>
    private bool Join(Joiner joiner, Concatenation value, HoconValue part, HoconValue? piece)
    {
        if (piece is null or HoconUnresolved)
        {
            return piece is null;
        }

        var before = joiner.Size;
        if (!joiner.Add(piece))
        {
            var notes = ResolveMessages.JoinNotes(value);
            Fail(HoconErrorKind.WrongType, part, ResolveMessages.CannotJoin(value, piece), notes);
            return false;
        }

        _produced += joiner.Size - before;
        if (_produced > _limit)
        {
            Fail(HoconErrorKind.Limit, part, ResolveMessages.TooLarge);
            return false;
        }

        return true;
    }
}
