using System.IO;
using ActorLog.Host.Status;
using ActorLog.Kit;
using ActorLog.Runtime;
using Xunit;

namespace ActorLog.Host.Tests.Status;

public sealed class StatusTableTests
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void ASinkIsALineAndWhatIsWrongStandsBelow()
    {
        var http = Sink("http", "backing-off", delivered: 1_203_002, queued: 1_111) with
        {
            Retries = 4,
            FailuresInARow = 4,
            NextTry = Some.Time.AddSeconds(2.5),
            LastFailure = new FailureStatus("transient", "HTTP 503", Some.Time),
            Drops = [new DropStatus("queue-full", "Debug", 12)],
        };

        Write(Sink("console", "running", delivered: 1_204_113), http);

        Assert.Equal(
            """
            actorlog 1.2.3 at http://127.0.0.1:1987/, process 4711, degraded
            session s, up 3h 12m
            accepted 1,204,113, refused 2, repeats 3; 2xx is memory
              refused: dropped stopped Error 2

              sink     state        delivered  queued  filtered  dropped  dead  retries
              console  running      1,204,113       0         0        0     0        0
              http     backing-off  1,203,002   1,111         0        0     0        4
              http: dropped queue-full Debug 12
              http: last failure transient: HTTP 503, 4 in a row, next try in 2s
            ! sink 'http' is backing-off: HTTP 503

            """,
            _output.ToString()
        );
    }

    [Fact]
    public void WhatADurableSinkHasYetToReadOfTheJournalIsQueued()
    {
        var http = Sink("http", "open", delivered: 1, queued: 36) with
        {
            Durable = true,
            Ledger = new SinkLedger(5_001, 0, 1, 0, 0, 5_000) { Journaled = 5_000 },
        };

        Write(http);

        Assert.Contains("\n  http  open           1   5,000         0 ", _output.ToString());
    }

    [Fact]
    public void WordsOfAReceiverStayOnTheirLine()
    {
        var http = Sink("http", "refused", delivered: 0) with
        {
            FailuresInARow = 1,
            LastFailure = new FailureStatus("refused", "HTTP 302 to \x1b[2J\n! all is well", Some.Time),
        };

        Write(http);

        Assert.Contains("  http: last failure refused: HTTP 302 to  [2J ! all is well, 1", _output.ToString());
        Assert.Contains("\n! sink 'http' is refused: HTTP 302 to  [2J ! all is well\n", _output.ToString());
    }

    [Fact]
    public void NoTextOfTheHostThatAnswersLeavesItsLine()
    {
        var sink = Sink("a\x1b[2J\u061c", "running\n! b", delivered: 0) with
        {
            Drops = [new DropStatus("full\u200e", "Debug\r", 1)],
        };

        Write(new HostJournalStatus("/data\n! c", "running", 0, 0, 0, 0, 0, null), sink);

        Assert.DoesNotContain(_output.ToString(), c => c != '\n' && OneLine.IsUnsafe(c));
        Assert.Equal(1, _output.ToString().Split("\n!").Length - 1);
        Assert.Contains("  a [2J : dropped full  Debug  1\n", _output.ToString());
    }

    [Fact]
    public void AnAccountThatDoesNotBalanceIsTold()
    {
        var wrong = Sink("file", "running", delivered: 1) with { Ledger = new SinkLedger(5, 0, 1, 0, 0, 0) };

        Write(wrong);

        Assert.Contains("  file: the account does not balance: accepted 5 = delivered 1", _output.ToString());
    }

    [Fact]
    public void ADestinationThatIsDownIsDegradedAndAStoppedSinkIsFailed()
    {
        Assert.Equal("ok", HealthRules.Judge([Sink("a", "running", 1)]).Health);
        Assert.Equal("degraded", HealthRules.Judge([Sink("a", "running", 1), Sink("b", "open", 1)]).Health);
        Assert.Equal("failed", HealthRules.Judge([Sink("a", "open", 1), Sink("b", "stopped", 1)]).Health);
        Assert.Equal(
            ["the queue of sink 'a' is nearly full: 65000 of 65536 events, 19500000 of 67108864 bytes"],
            HealthRules.Judge([Sink("a", "running", 1, queued: 65_000)]).Troubles
        );
    }

    [Fact]
    public void DeadLettersThatCannotBeKeptAreATrouble()
    {
        var (health, troubles) = HealthRules.Judge(
            [Sink("a", "running", 1)],
            lettersFailure: "No space left on device"
        );

        Assert.Equal("degraded", health);
        Assert.Equal(["dead letters cannot be kept: No space left on device"], troubles);
    }

    [Fact]
    public void TheJournalIsALineAndWhereItCannotBeWrittenTheHostHasFailed()
    {
        var journal = new HostJournalStatus("/data/journal", "running", 3_250_000, 1 << 30, 2, 7, 1_200, null);

        Write(journal, Sink("file", "running", delivered: 1));

        Assert.Contains(
            "\njournal /data/journal, running: 3.1 MiB of 1024.0 MiB in 2 files, 7 events on their way to it, "
                + "1,200 left by the run before\n",
            _output.ToString()
        );
        var full = journal with { State = "backing-off", LastFailure = "No space left on device" };
        var (health, troubles) = HealthRules.Judge([Sink("a", "running", 1)], full);
        Assert.Equal("failed", health);
        Assert.Equal(["the journal cannot be written: No space left on device"], troubles);
    }

    [Fact]
    public void AJournalThatIsFullBecauseItsSinksAreBehindIsDegraded()
    {
        const string Full = "the journal is full (1073741824 bytes): its sinks are behind";
        var journal = new HostJournalStatus(
            "/data/journal",
            "backing-off",
            1 << 30,
            1 << 30,
            2,
            7,
            0,
            Full,
            IsFull: true
        );

        var (health, troubles) = HealthRules.Judge([Sink("a", "open", 1)], journal);

        Assert.Equal("degraded", health);
        Assert.Equal([Full, "sink 'a' is open"], troubles);
    }

    private void Write(params HostSinkStatus[] sinks) => Write(null, sinks);

    private void Write(HostJournalStatus? journal, params HostSinkStatus[] sinks)
    {
        var (health, troubles) = HealthRules.Judge(sinks, journal);
        var status = new HostStatus
        {
            Version = "1.2.3",
            Session = "s",
            ProcessId = 4711,
            Started = Some.Time,
            UptimeSeconds = 11_532,
            Health = health,
            Troubles = troubles,
            Accepted = 1_204_113,
            Repeats = 3,
            Ack = "memory",
            Refused = 2,
            RefusedBy = [new DropStatus("stopped", "Error", 2)],
            Sinks = sinks,
            Journal = journal,
        };
        new StatusTable(_output).Write(status, "http://127.0.0.1:1987/", Some.Time);
    }

    private static HostSinkStatus Sink(string name, string state, long delivered, long queued = 0) =>
        new()
        {
            Name = name,
            Type = name,
            State = state,
            Ledger = new SinkLedger(delivered + queued, 0, delivered, 0, 0, queued),
            Queue = new SinkQueueStatus(queued, 65_536, queued * 300, 0, 64 << 20, queued > 52_428),
            Drops = [],
            Retries = 0,
            WorkerRestarts = 0,
            FailuresInARow = 0,
        };
}
