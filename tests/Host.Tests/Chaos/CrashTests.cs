using System;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Chaos;
using ActorLog.Host.Tests.Processes;
using ActorLog.Kit;
using Xunit;
using Xunit.Abstractions;

namespace ActorLog.Host.Tests.Chaos;

/// <summary>The short form of the crash runs; docs/reliability.md has the command for the long one.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [UnixFact]
    [Trait("Law", "7")]
    public Task WhatAHostHasAcknowledgedSurvivesTwentyKills() => RunAsync(new CrashOptions { Kills = 20 });

    [UnixFact]
    [Trait("Law", "7")]
    public Task BetweenTwoHostsEveryEventIsTakenOnceWhicheverIsKilled() =>
        RunAsync(new CrashOptions { Kills = 12, IsRelay = true });

    [UnixFact]
    [Trait("Law", "7")]
    public Task AJournalThatIsFullNowAndThenLosesNothingByIt() =>
        RunAsync(new CrashOptions { Kills = 8, IsTight = true });

    private async Task RunAsync(CrashOptions options)
    {
        using var folder = new TempFolder();
        using var told = new StringWriter();
        options = options with { Seed = 20200923, LongestLife = TimeSpan.FromSeconds(1), Folder = folder.Path };

        var report = await new CrashRun(options, TimeProvider.System, told).RunAsync();

        output.WriteLine($"seed {options.Seed}\n{told}{report}");
        Assert.True(report.Problems.Count == 0, report.ToString());
        Assert.True(report.Acknowledged > 0, report.ToString());
    }
}
