using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Hocon.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace ActorLog.Hocon.Tests.Configuration;

public class ReloadTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task AChangeOfAnIncludedFileIsLoaded()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.conf", "include \"sub/more\"");
        folder.Write("sub/more.conf", "a = 1");
        var configuration = Build(folder, out _);
        using var watched = (IDisposable)configuration;

        var reloaded = NextReload(configuration);
        folder.Write("sub/more.conf", "a = 2");
        await reloaded.WaitAsync(Generous);

        Assert.Equal("2", configuration["a"]);
    }

    [Fact]
    public async Task AnIncludedFileThatAppearsIsLoaded()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.conf", "a = 1\ninclude \"local.conf\"");
        var configuration = Build(folder, out _);
        using var watched = (IDisposable)configuration;

        var reloaded = NextReload(configuration);
        folder.Write("local.conf", "a = 2");
        await reloaded.WaitAsync(Generous);

        Assert.Equal("2", configuration["a"]);
    }

    [Fact]
    public async Task AnIncludedFileInAFolderThatAppearsIsLoaded()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.conf", "a = 1\ninclude \"deep/later/local.conf\"");
        folder.Write("new/later/local.conf", "a = 2");
        var configuration = Build(folder, out _);
        using var watched = (IDisposable)configuration;

        var reloaded = NextReload(configuration);
        Directory.Move(Path.Combine(folder.Path, "new"), Path.Combine(folder.Path, "deep"));
        await reloaded.WaitAsync(Generous);

        Assert.Equal("2", configuration["a"]);
    }

    [Fact]
    public async Task AFolderThatIsReplacedIsReadAgain()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.conf", "include \"conf/a\"");
        folder.Write("conf/a.conf", "a = 1");
        folder.Write("next/a.conf", "a = 2");
        var conf = Path.Combine(folder.Path, "conf");
        var time = new HandTime();
        var configuration = new ConfigurationBuilder()
            .SetBasePath(folder.Path)
            .AddHocon(source =>
            {
                source.Path = "main.conf";
                source.ReloadOnChange = true;
                source.TimeProvider = time;
            })
            .Build();
        using var watched = (IDisposable)configuration;

        var gone = time.NextChange();
        Directory.Delete(conf, recursive: true);
        await gone.WaitAsync(Generous);
        time.Fire();
        Assert.Null(configuration["a"]);

        var back = time.NextChange();
        Directory.Move(Path.Combine(folder.Path, "next"), conf);
        await back.WaitAsync(Generous);
        time.Fire();
        Assert.Equal("2", configuration["a"]);
    }

    [Fact]
    public async Task AWrongFileKeepsTheLastGoodConfigurationUntilItIsRight()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.conf", "a = 1");
        var configuration = Build(folder, out var failed);
        using var watched = (IDisposable)configuration;

        folder.Write("main.conf", "a = [");
        var error = await failed.WaitAsync(Generous);
        Assert.Equal("main.conf:1:5", error.Errors[0].Origin!.ToString());
        Assert.Equal("1", configuration["a"]);

        var reloaded = NextReload(configuration);
        folder.Write("main.conf", "a = 3");
        await reloaded.WaitAsync(Generous);
        Assert.Equal("3", configuration["a"]);
    }

    [Fact]
    public async Task AFileThatGoesAwayKeepsTheLastGoodConfiguration()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("main.conf", "a = 1");
        var configuration = Build(folder, out var failed);
        using var watched = (IDisposable)configuration;

        File.Delete(path);
        await failed.WaitAsync(Generous);

        Assert.Equal("1", configuration["a"]);
    }

    [Fact]
    public async Task AnOptionalFileIsLoadedWhenItComesAndWhenItComesBack()
    {
        using var folder = new TemporaryFolder();
        var configuration = Build(folder, out _, optional: true);
        using var watched = (IDisposable)configuration;
        Assert.Null(configuration["a"]);

        var created = NextReload(configuration);
        var path = folder.Write("main.conf", "a = 1");
        await created.WaitAsync(Generous);
        Assert.Equal("1", configuration["a"]);

        var deleted = NextReload(configuration);
        File.Delete(path);
        await deleted.WaitAsync(Generous);
        Assert.Null(configuration["a"]);

        var recreated = NextReload(configuration);
        folder.Write("main.conf", "a = 2");
        await recreated.WaitAsync(Generous);
        Assert.Equal("2", configuration["a"]);
    }

    [Fact]
    public async Task AListenerThatThrowsEndsNeitherTheProcessNorTheReloading()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.conf", "a = 1");
        var time = new HandTime();
        var configuration = new ConfigurationBuilder()
            .SetBasePath(folder.Path)
            .AddHocon(source =>
            {
                source.Path = "main.conf";
                source.ReloadOnChange = true;
                source.TimeProvider = time;
                source.OnReloadError = _ => throw new InvalidOperationException("told");
            })
            .Build();
        using var watched = (IDisposable)configuration;
        using var listener = ChangeToken.OnChange(
            configuration.GetReloadToken,
            () => throw new InvalidOperationException("no valid option")
        );

        foreach (var (text, value) in new[] { ("a = 2", "2"), ("a = [", "2"), ("a = 3", "3") })
        {
            // Replaced at once: a file that is written in place may be read half.
            var next = folder.Write("next", text);
            var changed = time.NextChange();
            File.Move(next, Path.Combine(folder.Path, "main.conf"), overwrite: true);
            await changed.WaitAsync(Generous);

            time.Fire();

            Assert.Equal(value, configuration["a"]);
        }
    }

    [Theory]
    [InlineData("map/..data")]
    [InlineData("map")]
    [InlineData("map/main.conf")]
    public async Task ALinkThatIsReplacedIsFollowed(string link)
    {
        // As Kubernetes mounts a ConfigMap: main.conf leads to ..data/main.conf, ..data to the folder of one version.
        using var folder = new TemporaryFolder();
        string In(string name) => Path.Combine(folder.Path, name);
        folder.Write("one/..1/main.conf", "a = 1");
        folder.Write("two/..1/main.conf", "a = 2");
        Directory.CreateSymbolicLink(In("one/..data"), "..1");
        Directory.CreateSymbolicLink(In("two/..data"), "..1");
        File.CreateSymbolicLink(In("one/main.conf"), "..data/main.conf");
        File.CreateSymbolicLink(In("two/main.conf"), "..data/main.conf");
        Directory.CreateSymbolicLink(In("map"), "one");
        var configuration = new ConfigurationBuilder()
            .SetBasePath(folder.Path)
            .AddHocon(source =>
            {
                source.Path = "map/main.conf";
                source.ReloadOnChange = true;
                source.ReloadDelay = TimeSpan.FromMilliseconds(20);
            })
            .Build();
        using var watched = (IDisposable)configuration;
        Assert.Equal("1", configuration["a"]);

        var reloaded = NextReload(configuration);
        File.Delete(In(link));
        File.CreateSymbolicLink(In(link), In("two/..1") + (link.EndsWith(".conf") ? "/main.conf" : ""));
        await reloaded.WaitAsync(Generous);

        Assert.Equal("2", configuration["a"]);
    }

    [Fact]
    public async Task AFileInAnotherFolderThatALinkLeadsToIsWatched()
    {
        using var folder = new TemporaryFolder();
        folder.Write("there/real.conf", "a = 1");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "main.conf"), "there/../there/real.conf");
        var configuration = Build(folder, out _);
        using var watched = (IDisposable)configuration;

        var reloaded = NextReload(configuration);
        folder.Write("there/real.conf", "a = 2");
        await reloaded.WaitAsync(Generous);

        Assert.Equal("2", configuration["a"]);
    }

    [Fact]
    public async Task AChangeThatComesWhenNothingMoreCanBeWatchedIsToldAndLoadedLater()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.conf", "a = 1");
        var time = new HandTime();
        var canWatch = true;
        var errors = new List<string>();
        var configuration = new ConfigurationBuilder()
            .SetBasePath(folder.Path)
            .AddHocon(source =>
            {
                source.Path = "main.conf";
                source.ReloadOnChange = true;
                source.TimeProvider = time;
                source.OnReloadError = e => errors.Add(e.Errors[0].Message);
                var watch = source.NewWatch;
                source.NewWatch = (files, changed) =>
                    canWatch ? watch(files, changed) : throw new IOException("Too many open files.");
            })
            .Build();
        using var watched = (IDisposable)configuration;

        canWatch = false;
        var changed = time.NextChange();
        folder.Write("main.conf", "a = 2");
        await changed.WaitAsync(Generous);
        var again = time.NextChange();
        time.Fire();
        time.Fire();

        Assert.True(again.IsCompleted);
        Assert.Equal("1", configuration["a"]);
        Assert.Equal(
            "a change is not loaded, for the files can be watched no more: Too many open files. It is tried again.",
            Assert.Single(errors)
        );

        canWatch = true;
        time.Fire();
        Assert.Equal("2", configuration["a"]);
    }

    private static IConfigurationRoot Build(
        TemporaryFolder folder,
        out Task<HoconException> failed,
        bool optional = false
    )
    {
        var error = new TaskCompletionSource<HoconException>(TaskCreationOptions.RunContinuationsAsynchronously);
        failed = error.Task;
        return new ConfigurationBuilder()
            .SetBasePath(folder.Path)
            .AddHocon(source =>
            {
                source.Path = "main.conf";
                source.Optional = optional;
                source.ReloadOnChange = true;
                source.ReloadDelay = TimeSpan.FromMilliseconds(20);
                source.OnReloadError = e => error.TrySetResult(e);
            })
            .Build();
    }

    private static Task NextReload(IConfigurationRoot configuration)
    {
        var reloaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ChangeToken.OnChange(configuration.GetReloadToken, () => reloaded.TrySetResult());
        return reloaded.Task;
    }
}
