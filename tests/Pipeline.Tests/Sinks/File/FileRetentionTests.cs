using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class FileRetentionTests : RollingTests
{
    [Fact]
    public async Task OldFilesAreDeletedWhenAFileIsOpenedAndWhenItIsRolled()
    {
        foreach (
            var name in new[] { "app.1.log", "app.2.log", "app.3.log", "app.4.log", "other.1.log", "app.1.log.bak" }
        )
        {
            Folder.Write(name, name);
        }

        await using var sink = Sink(Small with { Retention = new() { MaxFiles = 3 } });

        await WriteAsync(sink, 1);
        Assert.Equal(["app.1.log.bak", "app.3.log", "app.4.log", "app.log", "other.1.log"], Folder.FileNames);

        await WriteAsync(sink, 3);
        Assert.Equal(["app.1.log.bak", "app.4.log", "app.5.log", "app.log", "other.1.log"], Folder.FileNames);
    }

    [Fact]
    public async Task TheTotalSizeIsKept()
    {
        await using var sink = Sink(Small with { Retention = new() { MaxTotalSize = 60 } });

        await WriteAsync(sink, 9);
        await WriteAsync(sink, 1);

        Assert.Equal(["app.2.log", "app.3.log", "app.log"], Folder.FileNames);
    }

    [Fact]
    public async Task AFileThatCannotBeDeletedIsReportedAndEventsAreDelivered()
    {
        Folder.Write("app.1.log", "");
        Disk.DeleteFailure = () => new UnauthorizedAccessException("denied");
        await using var sink = Sink(Small with { Retention = new() { MaxFiles = 1 } });

        await WriteAsync(sink, 1);

        Assert.Equal($"'{Folder.File("app.1.log")}' could not be deleted: denied", Assert.Single(Reports));
        Assert.Equal("event 1\n", Folder.Read("app.log"));
    }

    [Fact]
    public async Task TheFilesOfAnEndedProcessAreDeletedAndThoseOfARunningOneAreNot()
    {
        var running = Process.GetProcesses().First(process => process.Id > 0 && process.Id != Environment.ProcessId);
        Folder.Write($"app-{running.Id}.log", "running");
        Folder.Write($"app-{int.MaxValue}.log", "ended");
        await using var sink = Sink(new FileSinkOptions { Retention = new() { MaxFiles = 1 } }, "app-{pid}.log");

        await WriteAsync(sink, 1);

        Assert.Equal(
            new[] { $"app-{running.Id}.log", $"app-{Environment.ProcessId}.log" }.Order(StringComparer.Ordinal),
            Folder.FileNames
        );
    }
}
