using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Events;
using ActorLog.Runtime;
using ActorLog.Sinks;

namespace ActorLog.AkkaNet.Tests.Engine;

/// <summary>What a destination answers, and what every engine must then do, to the millisecond.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Answer">The answer to a write, by its number from 1 and its events.</param>
/// <param name="Attempts">Every write that must be tried: <c>ms: first-last, batch.attempt</c>.</param>
/// <param name="Ledger">The ledger when all is settled.</param>
internal sealed record DeliveryScenario(
    string Name,
    Func<int, LogEvent[], SinkResult?> Answer,
    string[] Attempts,
    SinkLedger Ledger
)
{
    /// <summary>When the pipeline is told to stop, and how long that may take; or never.</summary>
    public (int AtAttempt, TimeSpan Timeout)? Stop { get; init; }

    /// <summary>Whether the first write never ends. Only then has the sink a timeout that matters.</summary>
    public bool Hangs { get; init; }

    public static readonly IReadOnlyList<DeliveryScenario> All =
    [
        new(
            "a healthy sink gets everything at once",
            (_, _) => SinkResult.Delivered,
            ["0: 1-10, 1.1", "0: 11-20, 2.1", "0: 21-25, 3.1"],
            new SinkLedger(25, 0, 25, 0, 0, 0)
        ),
        new(
            "a failed batch comes again, later and later, before any other",
            (n, _) => n <= 4 ? Failed(FailureKind.Transient) : SinkResult.Delivered,
            [
                "0: 1-10, 1.1",
                "100: 1-10, 1.2",
                "300: 1-10, 1.3",
                "700: 1-10, 1.4",
                "1500: 1-10, 1.5",
                "1500: 11-20, 2.1",
                "1500: 21-25, 3.1",
            ],
            new SinkLedger(25, 0, 25, 0, 0, 0)
        ),
        new(
            "a broken worker is a failure like any other",
            (n, _) => n is 1 or 3 ? throw new IOException("broken") : SinkResult.Delivered,
            ["0: 1-10, 1.1", "100: 1-10, 1.2", "100: 11-20, 2.1", "200: 11-20, 2.2", "200: 21-25, 3.1"],
            new SinkLedger(25, 0, 25, 0, 0, 0)
        ),
        new(
            "Retry-After is honoured",
            (n, _) =>
                n == 2
                    ? SinkResult.Failed(
                        new SinkFailure(FailureKind.Transient, "429") { RetryAfter = TimeSpan.FromSeconds(5) }
                    )
                    : SinkResult.Delivered,
            ["0: 1-10, 1.1", "0: 11-20, 2.1", "5000: 11-20, 2.2", "5000: 21-25, 3.1"],
            new SinkLedger(25, 0, 25, 0, 0, 0)
        ),
        new(
            "the circuit opens after five failures",
            (n, _) => n <= 5 ? Failed(FailureKind.Transient) : SinkResult.Delivered,
            [
                "0: 1-10, 1.1",
                "100: 1-10, 1.2",
                "300: 1-10, 1.3",
                "700: 1-10, 1.4",
                "1500: 1-10, 1.5",
                "31500: 1-10, 1.6",
                "31500: 11-20, 2.1",
                "31500: 21-25, 3.1",
            ],
            new SinkLedger(25, 0, 25, 0, 0, 0)
        ),
        new(
            "an event that nobody will ever take is found and set aside",
            (_, events) => events.Any(e => e.Sequence == 3) ? Failed(FailureKind.Rejected) : SinkResult.Delivered,
            [
                "0: 1-10, 1.1",
                "0: 1-5, 2.1",
                "0: 1-2, 3.1",
                "0: 3-5, 4.1",
                "0: 3-3, 5.1",
                "0: 4-5, 6.1",
                "0: 6-10, 7.1",
                "0: 11-20, 8.1",
                "0: 21-25, 9.1",
            ],
            new SinkLedger(25, 0, 24, 0, 1, 0)
        ),
        new(
            "a refusal keeps the data and probes slowly",
            (n, _) => n == 1 ? Failed(FailureKind.Refused) : SinkResult.Delivered,
            ["0: 1-10, 1.1", "60000: 1-10, 1.2", "60000: 11-20, 2.1", "60000: 21-25, 3.1"],
            new SinkLedger(25, 0, 25, 0, 0, 0)
        ),
        new(
            "a worker that hangs is given up at its timeout",
            (n, _) => n == 1 ? null : SinkResult.Delivered,
            ["0: 1-10, 1.1", "2100: 1-10, 1.2", "2100: 11-20, 2.1", "2100: 21-25, 3.1"],
            new SinkLedger(25, 0, 25, 0, 0, 0)
        )
        {
            Hangs = true,
        },
        new(
            "stopping tries at once and gives up at its deadline",
            (_, _) => Failed(FailureKind.Transient),
            ["0: 1-10, 1.1", "100: 1-10, 1.2", "100: 1-10, 1.3", "500: 1-10, 1.4"],
            new SinkLedger(25, 0, 0, 25, 0, 0)
        )
        {
            Stop = (2, TimeSpan.FromSeconds(1)),
        },
    ];

    public override string ToString() => Name;

    private static SinkResult Failed(FailureKind kind) => SinkResult.Failed(new SinkFailure(kind, $"{kind}"));
}
