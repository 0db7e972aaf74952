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
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Engine;

/// <summary>Both engines, one table of scenarios, virtual time: they behave the same to the letter.</summary>
public sealed class SharedScenarioTests()
    : TestKit(
        Quiet.Hocon + "\nakka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"",
        output: null
    )
{
    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    public static TheoryData<string, string> Scenarios()
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in DeliveryScenario.All)
        {
            data.Add("dataflow", scenario.Name);
            data.Add("akka", scenario.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task TheEngineDoesWhatTheTableSays(string engine, string name)
    {
        var scenario = DeliveryScenario.All.Single(s => s.Name == name);
        var clock = new SchedulerClock(Scheduler);
        var destination = new Destination(scenario, clock);
        var pipeline = Build(engine, scenario, destination, clock);
        Assert.Equal(WriteOutcome.Accepted, pipeline.TryWriteAll(Drafts()));
        Task<ShutdownReport>? stopping = null;
        for (var i = 0; i < scenario.Attempts.Length; i++)
        {
            await AdvanceToAsync(pipeline, scenario, destination, clock, i);
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
            Scheduler.Advance(scenario.Stop!.Value.Timeout);
            await stopping.WithinLimit();
        }
        else
        {
            await pipeline.FlushAsync().WithinLimit();
            await pipeline.StopAsync().WithinLimit();
        }

        Assert.Equal(scenario.Attempts, destination.Attempts);
        Assert.Equal(scenario.Ledger, pipeline.Sinks[0].Ledger);
    }

    /// <summary>Lets time pass up to the attempt, when the engine has set its timer for it.</summary>
    private async Task AdvanceToAsync(
        LogPipeline pipeline,
        DeliveryScenario scenario,
        Destination destination,
        SchedulerClock clock,
        int attempt
    )
    {
        var wait = DueOf(scenario.Attempts[attempt]) - destination.Elapsed;
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        // A batch's attempts are its failures in a row.
        var before = scenario.Attempts[attempt - 1];
        if (scenario.Hangs)
        {
            // First the timeout, which sets the timer of the backoff.
            await Eventually.HoldsAsync(() => pipeline.Sinks[0].InFlightEvents > 0, "the timer of the timeout is set");
            Scheduler.Advance(Timeout);
            wait -= Timeout;
        }

        await FailuresAsync(pipeline, int.Parse(before.AsSpan(before.IndexOf('.') + 1), CultureInfo.InvariantCulture));
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].NextAttempt > clock.GetUtcNow(), "the timer is set");
        if (scenario.Stop is null)
        {
            // Not in a drain: there a timer from before it rings on the way and is set anew, nobody knows how soon.
            Scheduler.Advance(wait - TimeSpan.FromMilliseconds(1));
            Assert.Equal(scenario.Attempts[..attempt], destination.Attempts);
            wait = TimeSpan.FromMilliseconds(1);
        }

        Scheduler.Advance(wait);
    }

    private static Task FailuresAsync(LogPipeline pipeline, int failures) =>
        Eventually.HoldsAsync(() => pipeline.Sinks[0].FailuresInARow == failures, $"failure {failures} is known");

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private LogPipeline Build(string engine, DeliveryScenario scenario, Destination destination, TimeProvider clock)
    {
        var builder = LogPipeline.CreateBuilder();
        builder.Clock = clock;
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
        return builder
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
