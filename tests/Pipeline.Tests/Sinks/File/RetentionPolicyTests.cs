using System;
using System.Linq;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class RetentionPolicyTests
{
    private static readonly DateTime Day = new(2020, 9, 23);

    [Fact]
    public void ByDefaultEverythingIsKept()
    {
        var policy = new RetentionPolicy(new RetentionOptions());

        Assert.True(policy.KeepsAll);
        Assert.Empty(Expired(policy, File(1), File(2)));
    }

    [Fact]
    public void ThatManyFilesAreKeptWithTheCurrentOne()
    {
        var policy = new RetentionPolicy(new RetentionOptions { MaxFiles = 3 });

        Assert.Equal(["2", "1"], Expired(policy, File(1), File(4), File(2), File(3)));
    }

    [Fact]
    public void NumbersCountAsNumbers()
    {
        var policy = new RetentionPolicy(new RetentionOptions { MaxFiles = 2 });

        Assert.Equal(["9", "2"], Expired(policy, File(10), File(9), File(2)));
    }

    [Fact]
    public void EarlierDaysGoFirstAndThePlainFileOfADayIsItsNewest()
    {
        var policy = new RetentionPolicy(new RetentionOptions { MaxFiles = 3 });
        var yesterday = Day.AddDays(-1);

        Assert.Equal(
            ["yesterday 1", "before"],
            Expired(
                policy,
                File(0, name: "before", period: Day.AddDays(-2)),
                File(1, name: "yesterday 1", period: yesterday),
                File(0, name: "yesterday 0", period: yesterday),
                File(1, name: "today 1")
            )
        );
    }

    [Fact]
    public void FilesAreKeptAslongAsTheirLastWriteIsYoungEnough()
    {
        var policy = new RetentionPolicy(new RetentionOptions { MaxAge = TimeSpan.FromDays(7) });

        Assert.Equal(["2"], Expired(policy, File(3, age: 1), File(1, age: 7), File(2, age: 7.1)));
    }

    [Fact]
    public void FilesAreKeptAsLongAsAllAreSmallEnoughTogether()
    {
        var policy = new RetentionPolicy(new RetentionOptions { MaxTotalSize = 100 });

        Assert.Equal(
            ["2", "1"],
            Expired(policy, File(4, length: 40), File(3, length: 50), File(2, length: 1), File(1))
        );
    }

    [Fact]
    public void TheFilesOfProcessesThatHaveEndedAreOlder()
    {
        var policy = new RetentionPolicy(new RetentionOptions { MaxFiles = 3 });

        Assert.Equal(
            ["ended 2", "ended 1"],
            Expired(
                policy,
                File(1, processId: 42),
                File(0, name: "ended 1", processId: 7, age: 3),
                File(9, name: "ended 2", processId: 8, age: 2),
                File(2, processId: 42, age: 9)
            )
        );
    }

    private static string[] Expired(RetentionPolicy policy, params LogFile[] files) =>
        [
            .. policy
                .Expired(files, current: 10, name => name.ProcessId is null or 42, Some.Time)
                .Select(file => file.Path),
        ];

    private static LogFile File(
        int number,
        string? name = null,
        DateTime? period = null,
        int? processId = null,
        double age = 0,
        long length = 1
    ) =>
        new(
            name ?? $"{number}",
            new LogFileName(period ?? Day, number, processId),
            length,
            Some.Time - TimeSpan.FromDays(age)
        );
}
