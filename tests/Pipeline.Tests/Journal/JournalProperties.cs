using System.Collections.Generic;
using System.Linq;
using ActorLog.Kit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>
/// For any sequence of appends, commits, syncs, reads, settlements, checkpoints, faults of the disk, ends of the process and
/// failures of the power: what was acknowledged at its level is there afterwards, in order, once; nothing is invented; what is
/// lost is counted.
/// </summary>
[Trait("Law", "7")]
public sealed class JournalProperties
{
    private static readonly DiskAction[] Faults =
    [
        DiskAction.Create,
        DiskAction.Write,
        DiskAction.Write,
        DiskAction.Sync,
        DiskAction.Sync,
        DiskAction.SetLength,
        DiskAction.Move,
        DiskAction.Delete,
        DiskAction.SyncFolder,
    ];

    [Fact]
    public void WhatWasAcknowledgedIsThereWhateverHappens()
    {
        var step =
            from action in Gen.Choose(0, 23)
            from x in Gen.Choose(0, 999)
            from y in Gen.Choose(0, 999)
            select new Step(action, x, y);
        var life =
            from steps in step.ListOf()
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select new Life(steps, seed);
        Prop.ForAll(Arb.From(life, Shorter), Run).Check(Config.QuickThrowOnFailure.WithMaxTest(2_500).WithEndSize(120));
    }

    private static IEnumerable<Life> Shorter(Life life)
    {
        for (var size = life.Steps.Count / 2; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= life.Steps.Count; from += size)
            {
                yield return life with
                {
                    Steps = [.. life.Steps.Take(from), .. life.Steps.Skip(from + size)],
                };
            }
        }
    }

    private static void Run(Life life)
    {
        var model = new JournalModel(life.Seed);
        foreach (var step in life.Steps)
        {
            Act(model, model.IsStopped ? 21 + step.X % 2 : step.Action, step.X, step.Y);
        }

        model.Heal();
        model.Crash();
        model.Append(3, 20);
        model.Commit(sync: true);
        model.Kill();
    }

    private sealed record Step(int Action, int X, int Y);

    private sealed record Life(IReadOnlyList<Step> Steps, int Seed)
    {
        public override string ToString() => $"{Seed}: {string.Join(" ", Steps)}";
    }

    private static void Act(JournalModel model, int action, int x, int y)
    {
        switch (action)
        {
            case 0 or 1 or 2 or 3:
                model.Append(x % 5, 40);
                break;
            case 4:
                model.Append(1 + x % 2, 400);
                break;
            case 5 or 6 or 7:
                model.Commit(sync: false);
                break;
            case 8 or 9 or 10:
                model.Commit(sync: true);
                break;
            case 11:
                model.Sync();
                break;
            case 12 or 13 or 14:
                model.Read(x % 2, y % 20, settle: true);
                break;
            case 15:
                model.Read(x % 2, y % 20, settle: false);
                break;
            case 16 or 17:
                model.Checkpoint(sync: x % 2 == 0);
                break;
            case 18:
                model.Fail(Faults[x % Faults.Length], after: y % 4, times: 1 + x % 3, stop: false);
                break;
            case 19:
                model.Fail(Faults[x % Faults.Length], after: y % 6, times: 1, stop: true);
                break;
            case 20:
                model.Heal();
                break;
            case 21:
                model.Crash();
                break;
            case 22:
                model.Kill();
                break;
            default:
                model.Close();
                break;
        }
    }
}
