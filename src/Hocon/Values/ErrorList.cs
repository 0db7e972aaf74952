using System.Collections.Generic;

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

    public void Syntax(HoconSource source, int start, int length, string message, string? hint = null) =>
        Add(new HoconError(HoconErrorKind.Syntax, new HoconOrigin(source, start, length), message, hint));
}
