using System.Linq;
using ActorLog.Host.Configuration;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Host.Tests.Configuration;

public sealed class BackPressureTests
{
    [Theory]
    [InlineData("sinks { a { type = console } }")]
    [InlineData("sinks { a { type = console, queue.max-events = 10 } }, default-sink.queue.max-bytes = 1 MiB")]
    [InlineData("min-level = debug")]
    public void SendersWaitForAFullSinkUnlessTheConfigurationSaysOtherwise(string configuration)
    {
        Assert.Equal([WhenFull.Wait], Policies(configuration));
    }

    [Theory]
    [InlineData("sinks { a { type = console, queue.when-full = drop-newest } }")]
    [InlineData("sinks { a { type = console, Queue.WhenFull = drop-newest } }")]
    [InlineData("sinks { a { type = console } }, default-sink.queue.when-full = drop-newest")]
    [InlineData("sinks { a { type = console } }, defaultSink.queue.whenFull = drop-newest")]
    public void WhatTheConfigurationSaysHolds(string configuration)
    {
        Assert.Equal([WhenFull.DropNewest], Policies(configuration));
    }

    private static WhenFull[] Policies(string configuration)
    {
        using var folder = new TempFolder();
        var file = folder.Write("host.conf", $"actorlog {{ inputs.in.type = stdin, {configuration} }}");
        var host = HostComposition.Of(HostConfiguration.Load(file, []));
        Assert.Empty(host.Errors);
        return [.. host.Sinks.Select(sink => sink.Value.Queue.WhenFull)];
    }
}
