using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;

namespace ActorLog.Runtime;

/// <summary>The pipeline's metrics: read from the ledgers when somebody listens, so that they cost nothing otherwise.</summary>
internal sealed class PipelineMetrics : IDisposable
{
    public const string MeterName = "ActorLog";

    private readonly Meter _meter;
    private readonly Ingress _ingress;
    private readonly Func<IReadOnlyList<SinkStatus>> _sinks;

    public PipelineMetrics(
        Ingress ingress,
        Func<IReadOnlyList<SinkStatus>> sinks,
        Func<long> repeats,
        Func<JournalStatus?> journal
    )
    {
        _ingress = ingress;
        _sinks = sinks;
        _meter = new Meter(MeterName);
        OperationDuration = _meter.CreateHistogram<double>(
            "actorlog.sink.operation.duration",
            "s",
            "How long deliveries of a batch took; with error.type those that failed."
        );
        _meter.CreateObservableCounter(
            "actorlog.event.processed",
            Processed,
            "{event}",
            "Events accepted; with error.type those refused or driven out."
        );
        _meter.CreateObservableCounter(
            "actorlog.event.repeated",
            repeats,
            "{event}",
            "Events that had been taken in before and were not taken again."
        );
        _meter.CreateObservableUpDownCounter(
            "actorlog.queue.size",
            () => ingress.Waiting.Count,
            "{event}",
            "Events that wait for the router."
        );
        _meter.CreateObservableUpDownCounter(
            "actorlog.queue.capacity",
            () => ingress.Options.MaxEvents,
            "{event}",
            "The most events that may wait for the router."
        );
        PerSink("actorlog.sink.event.exported", "Events that the destination acknowledged.", s => s.Ledger.Delivered);
        PerSink("actorlog.sink.event.filtered", "Events that the route does not take.", s => s.Ledger.Filtered);
        _meter.CreateObservableCounter("actorlog.sink.event.dropped", Dropped, "{event}", "Events dropped.");
        PerSink("actorlog.sink.event.dead_lettered", "Events rejected for good.", s => s.Ledger.DeadLettered);
        PerSink("actorlog.sink.retries", "Deliveries tried again.", s => s.Retries, "{retry}");
        PerSink(
            "actorlog.actor.restarts",
            "Workers that broke and were made anew.",
            s => s.WorkerRestarts,
            "{restart}"
        );
        Gauge("actorlog.sink.event.inflight", "{event}", "Events that the worker has in hand.", s => s.InFlightEvents);
        Gauge("actorlog.sink.queue.size", "{event}", "Events that wait or are in flight.", s => s.QueuedEvents);
        Gauge("actorlog.sink.queue.bytes", "By", "Memory that they hold, an estimate.", s => s.QueuedBytes);
        Gauge("actorlog.sink.journal.size", "{event}", "Events that wait in the journal.", s => s.Ledger.Journaled);
        _meter.CreateObservableGauge("actorlog.journal.bytes", () => Journal(journal), "By", "What the journal holds.");
        Gauge(
            "actorlog.sink.state",
            "{state}",
            "0 running, 1 backing off, 2 open, 3 refused, 4 paused, 5 draining, 6 stopped.",
            s => (long)s.State
        );
    }

    private Histogram<double> OperationDuration { get; }

    /// <summary>A sink has been called for a batch.</summary>
    public void Operated(string name, string type, TimeSpan elapsed, string? errorType)
    {
        if (!OperationDuration.Enabled)
        {
            return;
        }

        try
        {
            OperationDuration.Record(
                elapsed.TotalSeconds,
                Tag("actorlog.sink.name", name),
                Tag("actorlog.sink.type", type),
                Tag("error.type", errorType)
            );
        }
#pragma warning disable CA1031 // A listener is called here, and may be anybody's: its failure is not the delivery's.
        catch (Exception)
#pragma warning restore CA1031
        {
            // A batch that has been delivered would be delivered again.
        }
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Processed() =>
        _ingress
            .Refused.NonZero()
            .Concat(_ingress.Evicted.NonZero())
            .GroupBy(drop => (drop.Reason, drop.Level))
            .Select(drops => new Measurement<long>(
                drops.Sum(drop => drop.Count),
                Tag("error.type", DropReasons.Word(drops.Key.Reason)),
                Tag("actorlog.level", drops.Key.Level.ToString())
            ))
            .Prepend(new Measurement<long>(_ingress.Accepted));

    private IEnumerable<Measurement<long>> Dropped() =>
        _sinks()
            .SelectMany(sink =>
                sink.Drops.NonZero()
                    .Select(drop => new Measurement<long>(
                        drop.Count,
                        Tag("actorlog.sink.name", sink.Name),
                        Tag("actorlog.sink.type", sink.Type),
                        Tag("error.type", DropReasons.Word(drop.Reason)),
                        Tag("actorlog.level", drop.Level.ToString())
                    ))
            );

    private static IEnumerable<Measurement<long>> Journal(Func<JournalStatus?> journal) =>
        journal() is { } status ? [new Measurement<long>(status.Bytes)] : [];

    private void PerSink(string name, string description, Func<SinkStatus, long> read, string unit = "{event}") =>
        _meter.CreateObservableCounter(name, () => Measure(read), unit, description);

    private void Gauge(string name, string unit, string description, Func<SinkStatus, long> read) =>
        _meter.CreateObservableGauge(name, () => Measure(read), unit, description);

    private IEnumerable<Measurement<long>> Measure(Func<SinkStatus, long> read) =>
        _sinks()
            .Select(sink => new Measurement<long>(
                read(sink),
                Tag("actorlog.sink.name", sink.Name),
                Tag("actorlog.sink.type", sink.Type)
            ));

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
