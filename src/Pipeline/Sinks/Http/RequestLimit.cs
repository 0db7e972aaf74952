using System;

namespace ActorLog.Sinks;

/// <summary>How many events a request carries: fewer where so many do not get through. Pure.</summary>
/// <remarks>
/// On a slow line, or with a receiver that takes its time for each event, the same full request would be broken off at its
/// timeout again and again, and a receiver that had read all of it would have it once more each time. And what filters
/// requests on the way may reset those that are too large for it, without a word.
/// </remarks>
internal sealed class RequestLimit
{
    /// <summary>
    /// So often a request is repeated as it was: a receiver that was late, or lost its connection, knows it by its key.
    /// </summary>
    public const int Repeats = 4;

    private readonly int _atMost;
    private readonly TimeSpan _timeout;
    private int _unanswered;

    /// <summary>Begins with full requests.</summary>
    /// <param name="atMost">The most events that a request may carry.</param>
    /// <param name="timeout">How long a request may take.</param>
    public RequestLimit(int atMost, TimeSpan timeout) => (_atMost, _timeout, Most) = (atMost, timeout, atMost);

    /// <summary>The most events for the next request.</summary>
    public int Most { get; private set; }

    /// <summary>A request with so many events was not answered: its time was over, or its connection broke.</summary>
    public void Unanswered(int count)
    {
        if (_unanswered++ >= Repeats)
        {
            _unanswered = Repeats;
            Most = Math.Max(1, count / 2);
        }
    }

    /// <summary>A request was answered.</summary>
    /// <param name="isTaken">Whether its events were taken.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Answered(bool isTaken, TimeSpan elapsed)
    {
        if (Most == _atMost)
        {
            _unanswered = 0;
        }
        else if (isTaken && elapsed < _timeout / 4)
        {
            // Twice as many should take half of the time then. If they do not get through, nothing new is learnt by repeating them.
            Most = Math.Min(_atMost, 2 * Most);
        }
    }
}
