using System;
using System.Collections.Concurrent;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>Tells the operator, and whoever waits for the drain, what happens in the pipeline and at its sinks.</summary>
internal sealed class SinkEvents(SelfLog selfLog)
{
    // Kept: a sink that is full for hours drops some events at every turn.
    private readonly ConcurrentDictionary<(string Sink, DropReason Reason), (string Topic, string Format)> _drops = [];

    /// <summary>Called when a sink's lane has drained.</summary>
    public Action<SinkCore, int> Drained { get; set; } = static (_, _) => { };

    /// <summary>Called when a worker has called its sink: the sink's name and type, how long it took, what went wrong.</summary>
    public Action<string, string, TimeSpan, string?> Operated { get; set; } = static (_, _, _, _) => { };

    public void Failed(string sink, SinkFailure failure, int attempt, TimeSpan wait, SinkState state)
    {
        var what = state switch
        {
            SinkState.Stopped => "stopped, its events are kept while there is room",
            SinkState.Refused =>
                $"refused, its events are kept; check its configuration; probed again in {Seconds(wait)}",
            SinkState.Open => $"down after {attempt} failures, tried again in {Seconds(wait)}",
            SinkState.Draining => $"failure {attempt}, tried again in {Seconds(wait)} unless the pipeline stops before",
            _ => $"failure {attempt}, tried again in {Seconds(wait)}",
        };
        selfLog.Report($"{sink}/{state}", $"sink '{sink}': {failure.Reason}: {what}");
    }

    /// <summary>A sink is not tried again, since the pipeline stops.</summary>
    public void GivenUp(string sink, SinkFailure failure, bool isKept)
    {
        var kept = isKept ? "; the journal keeps its events" : "";
        selfLog.Report(
            $"{sink}/given-up",
            $"sink '{sink}': {failure.Reason}: not tried again, since the pipeline stops{kept}"
        );
    }

    /// <summary>
    /// A sink could not push out what it had taken, which the account has as delivered. At the end nobody else would hear of it.
    /// </summary>
    public void FlushFailed(string sink, SinkFailure failure) =>
        selfLog.Report(
            $"{sink}/flush",
            $"sink '{sink}': {failure.Reason}: it could not be flushed, what it was given last may not be safe"
        );

    public void Dropped(string sink, DropReason reason, int count)
    {
        var (topic, format) = _drops.GetOrAdd((sink, reason), DropWords);
        selfLog.Count(topic, format, count);
    }

    public void DeadLettered(string sink, LogEvent logEvent, SinkFailure failure) =>
        selfLog.Report(
            $"{sink}/dead-letter",
            $"sink '{sink}': rejected for good: event {logEvent.Sequence} ({logEvent.Category.Name}): {failure.Reason}"
        );

    /// <summary>A placeholder was delivered in the place of an event.</summary>
    public void Replaced(string sink, LogEvent logEvent, string reason) =>
        selfLog.Report(
            $"{sink}/replaced",
            $"sink '{sink}': event {logEvent.Sequence} ({logEvent.Category.Name}) {reason}: a placeholder was delivered"
        );

    /// <summary>The journal could not be read for a sink; it is tried again.</summary>
    public void CannotRead(string sink, Exception failure) =>
        selfLog.Report($"{sink}/journal", $"sink '{sink}': the journal cannot be read: {failure.Message}; tried again");

    /// <summary>The journal's state could not be written; it is tried again.</summary>
    public void CannotKeep(Exception failure) =>
        selfLog.Report("journal/state", $"journal: its state cannot be written: {failure.Message}; tried again");

    /// <summary>Events were dropped before the router had them.</summary>
    public void QueueWasFull(long count) =>
        selfLog.Count("ingress", "the pipeline's queue was full: {0} events were dropped", count);

    /// <summary>An event was logged after the end.</summary>
    public void CameLate() => selfLog.Report("late", "an event was logged after the pipeline had stopped, and is lost");

    /// <summary>Something that the operator should know of the journal.</summary>
    public void Journal(string text) => selfLog.Report($"journal/{text}", $"journal: {text}");

    /// <summary>A bug of ours in the sink's actor.</summary>
    public void Broke(string sink, Exception bug) =>
        selfLog.Report($"{sink}/bug", $"sink '{sink}': a bug in the pipeline, please report it: {bug}");

    /// <summary>A bug of ours in the router's actor.</summary>
    public void RouterBroke(Exception bug) =>
        selfLog.Report("router/bug", $"the router met a bug in the pipeline, please report it: {bug}");

    private static (string Topic, string Format) DropWords((string Sink, DropReason Reason) drops) =>
        (
            $"{drops.Sink}/{drops.Reason}",
            $"sink '{WithoutFormat(drops.Sink)}': dropped {{0}} events ({DropReasons.Word(drops.Reason)})"
        );

    // A name may have braces, and a format that is none would be an exception in a timer: the end of the process.
    private static string WithoutFormat(string name) =>
        name.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static string Seconds(TimeSpan wait) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wait.TotalSeconds:0.#} s");
}
