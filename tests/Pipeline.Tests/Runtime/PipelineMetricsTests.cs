using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>What somebody who listens to the meter is told.</summary>
public sealed class PipelineMetricsTests
{
    [Fact]
    public void RefusedAndEvictedEventsOfOneReasonAndLevelAreOneMeasurement()
    {
        var limits = new QueueOptions { MaxEvents = 10, WhenFull = WhenFull.DropOldest };
        using var ingress = new Ingress(limits, TimeSpan.FromSeconds(30), new ManualClock(Some.Time), "session");
        using var metrics = new PipelineMetrics(ingress, () => []);

        ingress.Write(Some.Event(LogLevel.Trace));
        foreach (var warning in Some.Events(10, level: LogLevel.Warning))
        {
            ingress.Write(warning);
        }

        // The first gave way to a warning; this one finds nothing that would give way to it.
        ingress.Write(Some.Event(LogLevel.Trace));

        Assert.Equal([2], Measure("actorlog.event.refused", ("actorlog.level", "Trace"), ("error.type", "queue-full")));
    }

    /// <summary>The values of an instrument with these attributes. Other pipelines of the process may have others.</summary>
    private static List<long> Measure(string instrument, params (string Key, object? Value)[] attributes)
    {
        var values = new List<long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (published, listening) =>
        {
            if (published.Name == instrument)
            {
                listening.EnableMeasurementEvents(published);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) =>
            {
                var found = tags.ToArray();
                if (attributes.All(wanted => found.Contains(KeyValuePair.Create(wanted.Key, wanted.Value))))
                {
                    values.Add(value);
                }
            }
        );
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }
}
