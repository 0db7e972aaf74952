using System;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Hocon.Configuration;
using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Configuration;

public class FileWatchTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("a.conf")]
    [InlineData("later/a.conf")]
    public async Task AFileThatTheSystemTellsNothingOfIsLookedAt(string name)
    {
        using var folder = new TemporaryFolder();
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var file = Path.Combine(folder.Path, name);
        using var watch = new FileWatch([file], () => changed.TrySetResult(), isHeard: _ => false);

        folder.Write(name, "a = 1");

        await changed.Task.WaitAsync(Generous);
    }

    /// <summary>A folder that cannot be watched was a change at each load, and so was loaded again without end.</summary>
    [Fact]
    public void AFolderThatMayNotBeListedIsNotHeardOf()
    {
        using var folder = new TemporaryFolder();
        Assert.True(FileWatch.IsHeard(folder.Path));
        Assert.False(FileWatch.IsHeard(Path.Combine(folder.Path, "none")));
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            return;
        }

        File.SetUnixFileMode(folder.Path, UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            Assert.False(FileWatch.IsHeard(folder.Path));
        }
        finally
        {
            File.SetUnixFileMode(
                folder.Path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }
    }

    /// <summary>As Kubernetes changes a mounted ConfigMap: the file is a link through a link that is replaced.</summary>
    [Fact]
    public async Task AFileBehindALinkThatIsReplacedHasChanged()
    {
        using var folder = new TemporaryFolder();
        var first = folder.Write("..1/a.conf", "a = 1");
        var second = folder.Write("..2/a.conf", "a = 2");
        File.SetLastWriteTimeUtc(second, File.GetLastWriteTimeUtc(first).AddSeconds(1));
        var data = Path.Combine(folder.Path, "..data");
        Directory.CreateSymbolicLink(data, "..1");
        var file = Path.Combine(folder.Path, "a.conf");
        File.CreateSymbolicLink(file, "..data/a.conf");
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = new FileWatch([file], () => changed.TrySetResult());

        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, "..2");

        await changed.Task.WaitAsync(Generous);
    }
}
