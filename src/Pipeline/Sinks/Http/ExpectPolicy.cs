namespace ActorLog.Sinks;

/// <summary>Which requests ask whether their body is wanted before they send it (<c>Expect: 100-continue</c>). Pure.</summary>
/// <remarks>
/// A receiver that will not have a body, since it is too large or since we are not let in, may say so and close without
/// reading it. The reset that the body meets then takes the answer along: the same would be sent, and broken, for ever. So what
/// broke asks at the next try, and is heard. Nothing asks before: one who does not know the question makes us wait.
/// </remarks>
internal sealed class ExpectPolicy
{
    /// <summary>The runtime sends what is not larger even when it is not wanted.</summary>
    public const int Least = 1024;

    private const long Never = long.MaxValue;

    private long _from = Never;
    private bool _isUnwelcome;

    /// <summary>Whether a request with a body of so many bytes asks.</summary>
    public bool Asks(long size) => size >= _from;

    /// <summary>The connection broke before there was an answer.</summary>
    public void Broke(long size)
    {
        if (size > Least && size < _from && !_isUnwelcome)
        {
            _from = size;
        }
    }

    /// <summary>There was no answer in time; the question shall not be what is not answered.</summary>
    public void TookTooLong() => _from = Never;

    /// <summary>There was an answer. Gives what follows from it.</summary>
    /// <param name="size">How many bytes the body has.</param>
    /// <param name="failure">What follows from the status; <see langword="null"/> when the request was taken.</param>
    public SinkFailure? Answered(long size, SinkFailure? failure)
    {
        if (!Asks(size))
        {
            return failure;
        }

        if (failure is { Status: 417 })
        {
            (_from, _isUnwelcome) = (Never, true);
            return failure with { Kind = FailureKind.Transient };
        }

        // What a receiver has refused is refused again, and asks again. What it takes had met an accident.
        _from = failure is null ? Never : _from;
        return failure;
    }
}
