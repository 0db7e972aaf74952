using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

public sealed class PipelineMetricsTests
{
    [Fact]
    public async Task WhatTheSinksDoIsMeasuredUnderTheMeterActorLog()
    {
        var sink = new CollectingSink();
        var name = $"metered-{Guid.NewGuid():N}";
        var failures = 1;
        sink.OnWrite = (_, _) =>
            new(
                failures-- > 0 ? SinkResult.Failed(new SinkFailure(FailureKind.Transient, "503")) : SinkResult.Delivered
            );
        var quick = new RetryOptions { MinBackoff = TimeSpan.FromMilliseconds(1) };
        using var seen = new Listener(name);
        await using var pipeline = Running.Pipeline(builder =>
            builder.AddSink(name, _ => sink.Create(), o => o with { Retry = quick, MinLevel = LogLevel.Information })
        );
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        pipeline.TryWrite(new() { Message = "one" });
        logger.LogInformation("two");
        await pipeline.FlushAsync().WithinLimit();
        seen.Collect();
        Assert.Equal(2, seen["actorlog.sink.event.exported"]);
        Assert.Equal(1, seen["actorlog.sink.retries"]);
        Assert.Equal(0, seen["actorlog.sink.queue.size"]);
        Assert.Equal(0, seen["actorlog.sink.event.inflight"]);
        Assert.Equal(0, seen["actorlog.sink.state"]);
        Assert.True(seen.Durations >= 2);
    }

    [Fact]
    public async Task AListenerThatThrowsMakesNoFailureOfADelivery()
    {
        var sink = new CollectingSink();
        var name = $"metered-{Guid.NewGuid():N}";
        using var listener = DurationsOf(name, (_, _) => throw new InvalidOperationException("not today"));
        await using var pipeline = Running.Pipeline(builder => builder.AddSink(name, _ => sink.Create()));
        pipeline.TryWrite(new() { Message = "one" });
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["one"], sink.Messages);
        Assert.Equal(0, pipeline.Sinks[0].WorkerRestarts);
    }

    [Fact]
    public async Task DurationsHaveBucketsOfSecondsAndAnErrorTypeOnlyWhereTheyFailed()
    {
        var sink = new CollectingSink();
        var name = $"metered-{Guid.NewGuid():N}";
        var failures = 1;
        sink.OnWrite = (_, _) =>
            new(
                failures-- > 0 ? SinkResult.Failed(new SinkFailure(FailureKind.Transient, "503")) : SinkResult.Delivered
            );
        var seen = new List<(IReadOnlyList<double>? Bounds, string? Error)>();
        using var listener = DurationsOf(
            name,
            (instrument, tags) =>
            {
                var errors = tags.Where(tag => tag.Key == "error.type").Select(tag => $"{tag.Value}");
                lock (seen)
                {
                    seen.Add((instrument.Advice?.HistogramBucketBoundaries, errors.SingleOrDefault()));
                }
            }
        );
        var quick = new RetryOptions { MinBackoff = TimeSpan.FromMilliseconds(1) };
        await using var pipeline = Running.Pipeline(builder =>
            builder.AddSink(name, _ => sink.Create(), o => o with { Retry = quick })
        );
        pipeline.TryWrite(new() { Message = "one" });
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["transient", null], seen.Select(measured => measured.Error));
        Assert.All(seen, measured => Assert.Equal((0.005, 10), (measured.Bounds![0], measured.Bounds[^1])));
    }

    [Fact]
    public async Task TwoPipelinesOfAProcessAreNotTakenForOne()
    {
        var name = $"metered-{Guid.NewGuid():N}";
        var sink = new CollectingSink();
        await using var one = Running.Pipeline(builder => builder.AddSink(name, _ => sink.Create()));
        await using var other = Running.Pipeline(builder => builder.AddSink(name, _ => sink.Create()));
        one.TryWriteAll([new() { Message = "one" }, new() { Message = "two" }]);
        other.TryWrite(new() { Message = "three" });
        await one.FlushAsync().WithinLimit();
        await other.FlushAsync().WithinLimit();
        var seen = new List<(string Series, long Value)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == "ActorLog" && instrument.Name == "actorlog.sink.event.exported")
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) =>
            {
                if (tags.ToArray().Any(tag => tag.Value as string == name))
                {
                    seen.Add((string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")), value));
                }
            }
        );
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.Equal([1, 2], seen.Select(measured => measured.Value).Order());
        Assert.Equal(2, seen.Select(measured => measured.Series).Distinct().Count());
    }

    /// <summary>Sees the measurements of one sink.</summary>
    /// <summary>Hears each delivery of a sink, with its tags.</summary>
    private static MeterListener DurationsOf(
        string sink,
        Action<Instrument<double>, KeyValuePair<string, object?>[]> heard
    )
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Name == "actorlog.sink.operation.duration")
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>(
            (instrument, _, span, _) =>
            {
                var tags = span.ToArray();
                if (tags.Any(tag => tag.Value as string == sink))
                {
                    heard((Instrument<double>)instrument, tags);
                }
            }
        );
        listener.Start();
        return listener;
    }

    private sealed class Listener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, long> _values = [];
        private readonly string _sink;

        public Listener(string sink)
        {
            _sink = sink;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ActorLog")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>(OnLong);
            _listener.SetMeasurementEventCallback<double>(OnDouble);
            _listener.Start();
        }

        public int Durations { get; private set; }

        public long this[string name]
        {
            get
            {
                lock (_values)
                {
                    return _values[name];
                }
            }
        }

        public void Collect() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private bool IsOurs(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            tags.ToArray().Any(tag => tag.Key == "actorlog.sink.name" && (string?)tag.Value == _sink);

        private void OnLong(
            Instrument instrument,
            long value,
            ReadOnlySpan<KeyValuePair<string, object?>> tags,
            object? _
        )
        {
            if (IsOurs(tags))
            {
                lock (_values)
                {
                    _values[instrument.Name] = value;
                }
            }
        }

        private void OnDouble(
            Instrument instrument,
            double value,
            ReadOnlySpan<KeyValuePair<string, object?>> tags,
            object? _
        )
        {
            if (IsOurs(tags) && instrument.Name == "actorlog.sink.operation.duration")
            {
                Durations++;
            }
        }
    }
}
