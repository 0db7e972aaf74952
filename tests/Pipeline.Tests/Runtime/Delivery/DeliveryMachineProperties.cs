using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Sinks;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Delivery;

/// <summary>
/// For any sequence of accepts, acknowledgements, failures of each kind, broken and hanging workers, flushes and a drain:
/// order holds, the ledger balances, and everything comes to an end.
/// </summary>
[Trait("Law", "3")]
[Trait("Law", "4")]
public sealed class DeliveryMachineProperties
{
    private const int Actions = 14;

    [Theory]
    [InlineData(WhenFull.DropNewest)]
    [InlineData(WhenFull.DropOldest)]
    [InlineData(WhenFull.Wait)]
    public void OrderHoldsAndTheLedgerBalancesWhateverHappens(WhenFull whenFull)
    {
        var actions = Gen.Choose(0, Actions - 1).Two().ListOf().ToArbitrary();
        Prop.ForAll(actions, steps => Run([.. steps.Select(step => (step.Item1, step.Item2))], whenFull))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(150));
    }

    private static void Run(IReadOnlyList<(int Action, int Size)> steps, WhenFull whenFull)
    {
        var driver = new DeliveryDriver(
            DeliveryDriver.Plain with
            {
                Queue = new QueueOptions { MaxEvents = 20, WhenFull = whenFull },
                Batch = new BatchOptions { MaxEvents = 7 },
                WaitSlack = 10,
            }
        );
        var flushes = 0;
        foreach (var (action, size) in steps)
        {
            Act(driver, action, size, ref flushes);
            AssertInvariants(driver);
        }

        End(driver);
        AssertInvariants(driver);
        Assert.Equal(0, driver.Machine.Buffered);
        Assert.Equal(flushes, driver.Flushed.Count);
        Assert.NotNull(driver.DrainedLeft);
    }

    private static void Act(DeliveryDriver driver, int action, int size, ref int flushes)
    {
        var working = driver.InFlight is not null;
        switch (action)
        {
            case 0 or 1 or 2:
                driver.Offer(size, size % 4 == 0 ? LogLevel.Warning : LogLevel.Debug);
                break;
            case 3 or 4 when working:
                driver.Deliver();
                break;
            case 5 when working:
                driver.Fail(FailureKind.Transient, size % 3 == 0 ? TimeSpan.FromSeconds(size) : null);
                break;
            case 6 when working:
                driver.Fail(FailureKind.Rejected);
                break;
            case 7 when working:
                driver.Fail(FailureKind.Refused);
                break;
            case 8 when working && size == 0:
                driver.Fail(FailureKind.Fatal);
                break;
            case 9 when working || driver.IsFlushing:
                driver.BreakWorker();
                break;
            case 10 when working:
                driver.Answer(SinkResult.Partial(Math.Max(1, driver.InFlight!.Count / 2)));
                break;
            case 11:
                driver.Advance(TimeSpan.FromSeconds(size * 3));
                break;
            case 12:
                flushes++;
                driver.Flush(flushes);
                break;
            case 13 when driver.IsFlushing:
                driver.FinishFlush();
                break;
            case 13:
                driver.AnswerLate(driver.Ticket - 1, SinkResult.Delivered);
                break;
        }
    }

    /// <summary>Drains with a destination that works again.</summary>
    private static void End(DeliveryDriver driver)
    {
        driver.Drain(TimeSpan.FromMinutes(10));
        for (var i = 0; i < 1_000 && driver.DrainedLeft is null; i++)
        {
            if (driver.InFlight is not null)
            {
                driver.Deliver();
            }
            else if (driver.IsFlushing)
            {
                driver.FinishFlush();
            }
            else
            {
                driver.Advance(TimeSpan.FromSeconds(1));
            }
        }
    }

    private static void AssertInvariants(DeliveryDriver driver)
    {
        Assert.True(IsAscending(driver.Delivered), "delivered out of order: " + string.Join(' ', driver.Delivered));
        Assert.True(IsAscending([.. driver.InFlightSequences.Where(n => n > 0)]), "a batch out of order");
        var first = driver.InFlightSequences.FirstOrDefault(n => n > 0);
        Assert.True(
            first == 0 || driver.Delivered.Count == 0 || first > driver.Delivered[^1],
            "an event passed an earlier one"
        );

        var settled = driver
            .Delivered.Concat(driver.Dropped.Select(d => d.Sequence))
            .Concat(driver.DeadLettered)
            .ToList();
        Assert.Equal(settled.Count, settled.Distinct().Count());
        var notices = driver.InFlightSequences.Count(n => n == 0);
        Assert.InRange(
            driver.Offered.Count - settled.Count,
            driver.Machine.Buffered - notices - 1,
            driver.Machine.Buffered
        );
    }

    private static bool IsAscending(IReadOnlyList<long> numbers) =>
        numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second);
}
