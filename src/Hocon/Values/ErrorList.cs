using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Hocon.Values;

/// <summary>The errors of one document. After <see cref="HoconLimits.MaxErrors"/> the rest is only counted.</summary>
internal sealed class ErrorList
{
    private readonly List<HoconError> _errors = [];

    public int Count { get; private set; }

    public bool IsFull => _errors.Count >= HoconLimits.MaxErrors;

    public IReadOnlyList<HoconError> Errors => _errors;

    public void Add(HoconError error)
    {
        Count++;
        if (!IsFull)
        {
            _errors.Add(error);
        }
    }

    /// <summary>Puts the errors from an index on in the order of the text: stages find them in orders of their own.</summary>
    public void SortFrom(int first)
    {
        if (first < _errors.Count)
        {
            var sorted = _errors.Skip(first).OrderBy(e => e.Origin?.Start ?? 0).ToList();
            _errors.RemoveRange(first, sorted.Count);
            _errors.AddRange(sorted);
        }
    }

    public void Syntax(HoconSource source, int start, int length, string message, string? hint = null) =>
        Add(new HoconError(HoconErrorKind.Syntax, new HoconOrigin(source, start, length), message, hint));
}
