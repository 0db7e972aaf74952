using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using ActorLog.Runtime.Intake;

namespace ActorLog.Runtime;

/// <summary>The pipeline's metrics: read from the ledgers when somebody listens, so that they cost nothing otherwise.</summary>
internal sealed class PipelineMetrics : IDisposable
{
    public const string MeterName = "ActorLog";

    // In seconds, as OpenTelemetry has them for what is measured in seconds; its own default is made for milliseconds.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    // The numbers of the pipelines that are alive. Guarded by itself.
    private static readonly HashSet<int> Alive = [];

    private readonly int _number;

    // Of the first pipeline, as nearly every process has but one, nothing. Without it, two would write one series in turns.
    private readonly KeyValuePair<string, object?>[] _own;
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
        _number = TakeNumber();
        _own = _number == 1 ? [] : [Tag("actorlog.pipeline", _number)];
        _meter = new Meter(MeterName);
        OperationDuration = _meter.CreateHistogram<double>(
            "actorlog.sink.operation.duration",
            "s",
            "How long deliveries of a batch took; with error.type those that failed.",
            advice: Seconds
        );
        _meter.CreateObservableCounter(
            "actorlog.event.processed",
            Processed,
            "{event}",
            "Events accepted; with error.type those refused or driven out."
        );
        _meter.CreateObservableCounter(
            "actorlog.event.repeated",
            () => Measure(repeats()),
            "{event}",
            "Events that had been taken in before and were not taken again."
        );
        _meter.CreateObservableUpDownCounter(
            "actorlog.queue.size",
            () => Measure(ingress.Waiting.Count),
            "{event}",
            "Events that wait for the router."
        );
        _meter.CreateObservableUpDownCounter(
            "actorlog.queue.capacity",
            () => Measure(ingress.Options.MaxEvents),
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
            var tags = new TagList(_own) { Tag("actorlog.sink.name", name), Tag("actorlog.sink.type", type) };
            if (errorType is not null)
            {
                // Not with a null: to whoever asks whether there is an error.type, that is one.
                tags.Add(Tag("error.type", errorType));
            }

            OperationDuration.Record(elapsed.TotalSeconds, tags);
        }
#pragma warning disable CA1031 // A listener is called here, and may be anybody's: its failure is not the delivery's.
        catch (Exception)
#pragma warning restore CA1031
        {
            // A batch that has been delivered would be delivered again.
        }
    }

    public void Dispose()
    {
        _meter.Dispose();
        lock (Alive)
        {
            Alive.Remove(_number);
        }
    }

    private static int TakeNumber()
    {
        lock (Alive)
        {
            var number = 1;
            while (!Alive.Add(number))
            {
                number++;
            }

            return number;
        }
    }

    private IEnumerable<Measurement<long>> Processed() =>
        _ingress
            .Refused.NonZero()
            .Concat(_ingress.Evicted.NonZero())
            .GroupBy(drop => (drop.Reason, drop.Level))
            .Select(drops =>
                Measure(
                    drops.Sum(drop => drop.Count),
                    Tag("error.type", DropReasons.Word(drops.Key.Reason)),
                    Tag("actorlog.level", drops.Key.Level.ToString())
                )
            )
            .Prepend(Measure(_ingress.Accepted));

    private IEnumerable<Measurement<long>> Dropped() =>
        _sinks()
            .SelectMany(sink =>
                sink.Drops.NonZero()
                    .Select(drop =>
                        Measure(
                            drop.Count,
                            Tag("actorlog.sink.name", sink.Name),
                            Tag("actorlog.sink.type", sink.Type),
                            Tag("error.type", DropReasons.Word(drop.Reason)),
                            Tag("actorlog.level", drop.Level.ToString())
                        )
                    )
            );

    private IEnumerable<Measurement<long>> Journal(Func<JournalStatus?> journal) =>
        journal() is { } status ? [Measure(status.Bytes)] : [];

    private void PerSink(string name, string description, Func<SinkStatus, long> read, string unit = "{event}") =>
        _meter.CreateObservableCounter(name, () => Measure(read), unit, description);

    private void Gauge(string name, string unit, string description, Func<SinkStatus, long> read) =>
        _meter.CreateObservableGauge(name, () => Measure(read), unit, description);

    private IEnumerable<Measurement<long>> Measure(Func<SinkStatus, long> read) =>
        _sinks()
            .Select(sink =>
                Measure(read(sink), Tag("actorlog.sink.name", sink.Name), Tag("actorlog.sink.type", sink.Type))
            );

    private Measurement<long> Measure(long value, params ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        new(value, [.. _own, .. tags]);

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
