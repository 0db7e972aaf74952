using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActorLog.Host.Status;

/// <summary>What is wrong with a host, and how bad that is. Pure.</summary>
internal static class HealthRules
{
    public const string Ok = "ok";

    /// <summary>Something is held up, and nothing is lost by it.</summary>
    public const string Degraded = "degraded";

    /// <summary>Somebody has to act.</summary>
    public const string Failed = "failed";

    /// <summary>What is wrong with the sinks, the journal and the dead letters.</summary>
    public static (string Health, IReadOnlyList<string> Troubles) Judge(
        IReadOnlyList<HostSinkStatus> sinks,
        HostJournalStatus? journal = null,
        string? lettersFailure = null
    )
    {
        var ofLetters = lettersFailure is null ? null : $"dead letters cannot be kept: {lettersFailure}";
        var troubles = sinks.Select(Trouble).Prepend(Trouble(journal)).Append(ofLetters).OfType<string>().ToArray();

        // A journal that is full waits for its sinks. Who restarted the host for that would gain nothing.
        var takesNothing = journal is { State: not ("running" or "draining"), IsFull: false };
        var health =
            takesNothing || sinks.Any(sink => sink.State == "stopped") ? Failed
            : troubles.Length > 0 ? Degraded
            : Ok;
        return (health, troubles);
    }

    // Senders hear 503 either way: nothing more can be taken in.
    private static string? Trouble(HostJournalStatus? journal) =>
        journal is not { State: not ("running" or "draining") } ? null
        : journal.IsFull ? journal.LastFailure
        : $"the journal cannot be written: {journal.LastFailure}";

    private static string? Trouble(HostSinkStatus sink)
    {
        var failure = sink.LastFailure is { } last ? $": {last.Reason}" : "";
        return sink.State is not ("running" or "draining") ? $"sink '{sink.Name}' is {sink.State}{failure}"
            : sink.Queue.IsNearlyFull
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"the queue of sink '{sink.Name}' is nearly full: {sink.Queue.Events} of {sink.Queue.Capacity} events, {sink.Queue.Bytes} of {sink.Queue.CapacityBytes} bytes"
                )
            : null;
    }
}
