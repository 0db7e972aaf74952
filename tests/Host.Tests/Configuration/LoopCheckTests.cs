using System;
using System.Collections.Generic;
using System.Net;
using ActorLog.Host.Configuration;
using ActorLog.Host.Inputs.Http;
using ActorLog.Options;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Host.Tests.Configuration;

public class LoopCheckTests
{
    [Theory]
    [InlineData("127.0.0.1:1987", "http://127.0.0.1:1987/api/log/get")]
    [InlineData("127.0.0.1:1987", "http://localhost:1987/ingest")]
    [InlineData("127.0.0.1:1987", "http://LOCALHOST:1987/anything")]
    [InlineData("127.0.0.1:1987", "http://logs.localhost:1987/")]
    [InlineData("127.0.0.1:1987", "http://[::ffff:127.0.0.1]:1987/")]
    [InlineData("[::1]:1987", "http://[::1]:1987/ingest")]
    [InlineData("[::1]:1987", "http://localhost:1987/ingest")]
    [InlineData("*:1987", "http://127.0.0.1:1987/ingest")]
    [InlineData("*:1987", "http://[::1]:1987/ingest")]
    [InlineData("0.0.0.0:1987", "http://0.0.0.0:1987/ingest")]
    [InlineData("127.0.0.1:80", "http://localhost/ingest")]
    [InlineData("10.1.2.3:1987", "http://10.1.2.3:1987/ingest")]
    public void ASinkThatPostsToTheHostItselfIsAnError(string listen, string url)
    {
        var error = Assert.Single(Check(listen, url));

        Assert.Equal("actorlog:sinks:out:url", error.Path);
        Assert.StartsWith("this is the host's own input 'in' (", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheMachinesNameIsItselfToo()
    {
        Assert.Single(Check("*:1987", $"http://{Dns.GetHostName()}:1987/ingest"));
    }

    [Theory]
    [InlineData("127.0.0.1:1987", "http://127.0.0.1:1988/api/log/get")]
    [InlineData("127.0.0.1:1987", "http://logs.example:1987/ingest")]
    [InlineData("127.0.0.1:1987", "http://192.0.2.1:1987/ingest")]
    [InlineData("10.1.2.3:1987", "http://127.0.0.1:1987/ingest")]
    [InlineData("*:1987", "http://192.0.2.1:1987/ingest")]
    [InlineData("*:1987", "not a url")]
    public void OtherAddressesAreNot(string listen, string url)
    {
        Assert.Empty(Check(listen, url));
    }

    [Fact]
    public void ASinkThatIsNotUsedIsNot()
    {
        Assert.Empty(Check("*:1987", "http://127.0.0.1:1987/ingest", enabled: false));
    }

    private static IReadOnlyList<OptionError> Check(string listen, string url, bool enabled = true)
    {
        Assert.True(ListenAddress.TryParse(listen, out var address));
        var errors = new OptionErrors();
        LoopCheck.Check(
            [KeyValuePair.Create<string, SinkOptions>("out", new HttpSinkOptions { Url = url, Enabled = enabled })],
            [new HttpInputOptions { Name = "in", Listen = address }],
            "actorlog:sinks",
            errors
        );
        return errors.All;
    }
}
