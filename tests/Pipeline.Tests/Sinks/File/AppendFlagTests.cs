using System;
using System.IO;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class AppendFlagTests
{
    [Fact]
    public void WithTheFlagEveryWriteLandsAtTheEndWhereverItWasMeantToGo()
    {
        using var folder = new TempFolder();
        using var handle = File.OpenHandle(folder.File("file"), FileMode.Create, FileAccess.Write);

        Assert.Equal(OperatingSystem.IsLinux(), AppendFlag.TrySet(handle));

        if (OperatingSystem.IsLinux())
        {
            RandomAccess.Write(handle, "first "u8, 0);
            RandomAccess.Write(handle, "second"u8, 0);
            handle.Dispose();
            Assert.Equal("first second", folder.Read("file"));
        }
    }
}
