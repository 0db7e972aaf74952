using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Engine;

/// <summary>Both engines, one table of scenarios, virtual time: they behave the same to the letter.</summary>
public sealed class SharedScenarioTests()
    : TestKit(
        $"{Quiet.Hocon}\nakka.scheduler.implementation = \"{typeof(ClockScheduler).AssemblyQualifiedName}\"",
        output: null
    )
{
    private ManualClock Clock => ((ClockScheduler)Sys.Scheduler).Clock;

    public static TheoryData<string, string> Scenarios()
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in DeliveryScenario.All)
        {
            data.Add("threads", scenario.Name);
            data.Add("akka", scenario.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task TheEngineDoesWhatTheTableSays(string engine, string name)
    {
        var scenario = DeliveryScenario.All.Single(s => s.Name == name);
        var destination = new Destination(scenario, Clock);
        var pipeline = await BuildAsync(engine, scenario, destination);
        Assert.Equal(WriteOutcome.Accepted, pipeline.TryWriteAll(Drafts()));
        Task<ShutdownReport>? stopping = null;
        for (var i = 0; i < scenario.Attempts.Length; i++)
        {
            await AdvanceToAsync(pipeline, scenario, destination, i);
            await Eventually.HoldsAsync(() => destination.Attempts.Count > i, $"attempt {i + 1} of '{name}'");
            if (scenario.Stop is { } stop && stop.AtAttempt == i + 1)
            {
                await FailuresAsync(pipeline, i + 1);
                stopping = pipeline.StopAsync(stop.Timeout);
            }
        }

        if (stopping is not null)
        {
            await FailuresAsync(pipeline, scenario.Attempts.Length);
            var stop = scenario.Stop!.Value;
            Clock.Advance(DueOf(scenario.Attempts[stop.AtAttempt - 1]) + stop.Timeout - destination.Elapsed);
            Assert.Equal(stop.Timeout, (await stopping.WithinLimit()).Elapsed);
        }
        else
        {
            await pipeline.FlushAsync().WithinLimit();
            await pipeline.StopAsync().WithinLimit();
        }

        Assert.Equal(scenario.Attempts, destination.Attempts);
        Assert.Equal(scenario.Ledger, pipeline.Sinks[0].Ledger);
    }

    /// <summary>Lets time pass up to the attempt, when the engine has set its timer for it, and looks a millisecond before.</summary>
    private async Task AdvanceToAsync(
        LogPipeline pipeline,
        DeliveryScenario scenario,
        Destination destination,
        int attempt
    )
    {
        var due = DueOf(scenario.Attempts[attempt]);
        if (due <= destination.Elapsed)
        {
            return;
        }

        // What an engine shows of a turn, it shows at the end of it: its timer is set then.
        if (scenario.Hangs)
        {
            await Eventually.HoldsAsync(() => pipeline.Sinks[0].InFlightEvents > 0, "the write is known");
        }
        else
        {
            // A batch's attempts are its failures in a row.
            var before = scenario.Attempts[attempt - 1];
            await FailuresAsync(
                pipeline,
                int.Parse(before.AsSpan(before.IndexOf('.') + 1), CultureInfo.InvariantCulture)
            );
        }

        await Eventually.HoldsAsync(() => RingsAt(due, destination, attempt), $"a timer for attempt {attempt + 1}");
        var almost = due - TimeSpan.FromMilliseconds(1);
        Clock.Advance(almost - destination.Elapsed);
        Assert.Equal(scenario.Attempts[..attempt], destination.Attempts);
        Clock.Advance(due - almost);
    }

    /// <summary>
    /// Whether a timer is set for that moment, or it is too late for one. On the way to it others may ring, and have the engine
    /// set the next: that of a write that hangs, or of a backoff that a drain has cut short.
    /// </summary>
    private bool RingsAt(TimeSpan due, Destination destination, int attempt)
    {
        var moment = Clock.GetUtcNow() + due - destination.Elapsed;
        while (Clock.NextTimer < moment)
        {
            Clock.Advance(Clock.NextTimer.Value - Clock.GetUtcNow());
        }

        return Clock.NextTimer == moment || destination.Attempts.Count > attempt;
    }

    private static Task FailuresAsync(LogPipeline pipeline, int failures) =>
        Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == failures, $"failure {failures} is known");

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private async Task<LogPipeline> BuildAsync(string engine, DeliveryScenario scenario, Destination destination)
    {
        var builder = LogPipeline.CreateBuilder();
        builder.Clock = Clock;
        builder.SelfLogWriter = TextWriter.Null;
        if (engine == "akka")
        {
            builder.UseEngine(() => new AkkaEngine(Sys));
        }

        var retry = new RetryOptions
        {
            MinBackoff = TimeSpan.FromMilliseconds(100),
            MaxBackoff = TimeSpan.FromSeconds(60),
            RefusedBackoff = TimeSpan.FromSeconds(60),
            RandomFactor = 0,
        };
        var pipeline = builder
            .AddSink(
                "sink",
                _ => destination,
                options =>
                    options with
                    {
                        Retry = retry,
                        CircuitBreaker = new CircuitBreakerOptions { ResetTimeout = TimeSpan.FromSeconds(30) },
                        Timeout = scenario.Hangs ? Timeout : TimeSpan.FromHours(1),
                        Batch = new BatchOptions { MaxEvents = 10 },
                    }
            )
            .Build();
        if (engine == "akka")
        {
            await ActorsAsync(pipeline);
        }

        return pipeline;
    }

    /// <summary>The actors shall have taken over from the pool before time passes: at that they set their timers anew.</summary>
    private async Task ActorsAsync(LogPipeline pipeline)
    {
        await Eventually.HoldsAsync(
            () =>
            {
                Sys.ActorSelection("/system/actorlog-*/sink").Tell(new Identify(null), TestActor);
                return HasMessages && ReceiveOne(TimeSpan.Zero) is ActorIdentity { Subject: not null };
            },
            "the sink's actor is there"
        );
        await pipeline.FlushAsync().WithinLimit();
    }

    private static LogEventDraft[] Drafts() =>
        [.. Enumerable.Range(1, 25).Select(n => new LogEventDraft { Message = $"message {n}" })];

    private static TimeSpan DueOf(string attempt) =>
        TimeSpan.FromMilliseconds(int.Parse(attempt.AsSpan(0, attempt.IndexOf(':')), CultureInfo.InvariantCulture));

    private sealed class Destination(DeliveryScenario scenario, TimeProvider clock) : ILogSink
    {
        private readonly long _start = clock.GetTimestamp();
        private readonly List<string> _attempts = [];

        public TimeSpan Elapsed => clock.GetElapsedTime(_start);

        public IReadOnlyList<string> Attempts
        {
            get
            {
                lock (_attempts)
                {
                    return [.. _attempts];
                }
            }
        }

        public async ValueTask<SinkResult> WriteAsync(
            LogBatch batch,
            System.Threading.CancellationToken cancellationToken
        )
        {
            var events = batch.Events.ToArray();
            int number;
            lock (_attempts)
            {
                _attempts.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Elapsed.TotalMilliseconds}: {events[0].Sequence}-{events[^1].Sequence}, {batch.Number}.{batch.Attempt}"
                    )
                );
                number = _attempts.Count;
            }

            await Task.Yield();
            var answer = scenario.Answer(number, events);
            if (answer is null)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            return answer!.Value;
        }

        public ValueTask FlushAsync(System.Threading.CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;
    }
}
