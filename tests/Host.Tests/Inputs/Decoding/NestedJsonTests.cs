using ActorLog.Events;
using Microsoft.Extensions.Logging;
using Xunit;
using static ActorLog.Host.Tests.Inputs.Decoding.Decoded;

namespace ActorLog.Host.Tests.Inputs.Decoding;

/// <summary>Lines of loggers that write level, logger or message where few others do.</summary>
public class NestedJsonTests
{
    // Vault, Consul, Nomad, Terraform.
    [Fact]
    public void WhatHclogWritesIsKnown()
    {
        var draft = Decode(
            """{"@level":"error","@message":"m","@module":"vault.core","@timestamp":"2020-09-23T10:45:56.5Z","k":"v"}"""
        );

        Assert.Equal(("m", LogLevel.Error, "vault.core"), (draft.Message, draft.Level, draft.Category));
        Assert.Equal("k=v", PropertiesOf(draft));
    }

    // Spring Boot, Elastic's loggers.
    [Theory]
    [InlineData("""{"log":{"level":"ERROR","logger":"Shop"},"message":"m"}""", "")]
    [InlineData("""{"log":{"logger":"Shop","level":"error","origin":{"line":3}},"message":"m"}""", "log=")]
    [InlineData("""{"log.level":"ERROR","log":{"logger":"Shop"},"message":"m"}""", "")]
    public void LevelAndLoggerOfEcsMayBeNested(string line, string properties)
    {
        var draft = Decode(line);

        Assert.Equal(("m", LogLevel.Error, "Shop"), (draft.Message, draft.Level, draft.Category));
        Assert.StartsWith(properties, PropertiesOf(draft), System.StringComparison.Ordinal);
        Assert.Equal(properties.Length > 0, draft.Properties.Count > 0);
    }

    [Theory]
    [InlineData("""{"msg":"m","log":{"level":"loud"}}""", """log={"level":"loud"}""")]
    [InlineData("""{"msg":"m","level":"info","log":{"level":"error"}}""", """log={"level":"error"}""")]
    [InlineData("""{"msg":"m","log":[{"level":"error"}]}""", """log=[{"level":"error"}]""")]
    [InlineData("""{"msg":"m","log":{}}""", "log={}")]
    [InlineData("""{"msg":"m","log":7}""", "log=7")]
    public void AnyOtherLogStaysAsAProperty(string line, string properties)
    {
        var draft = Decode(line);

        Assert.Equal((LogLevel.Information, properties), (draft.Level, PropertiesOf(draft)));
    }

    [Fact]
    public void WhatRustsTracingWritesIsKnown()
    {
        var draft = Decode(
            """{"level":"WARN","fields":{"message":"m","user":7},"target":"shop::orders","span":{"name":"s"}}"""
        );

        Assert.Equal(("m", LogLevel.Warning, "shop::orders"), (draft.Message, draft.Level, draft.Category));
        Assert.Equal("""user=7 span={"name":"s"}""", PropertiesOf(draft));
    }

    [Theory]
    [InlineData("""{"msg":"m","target":"shop"}""", "m", "target=shop")]
    [InlineData("""{"fields":{"message":"a"},"msg":"m"}""", "m", """fields={"message":"a"}""")]
    [InlineData("""{"target":"shop","fields":["message"],"msg":"m"}""", "m", """fields=["message"]""")]
    [InlineData("""{"msg":"m","target":"shop","fields":{"message":"a"}}""", "m", "message=a")]
    [InlineData("""{"target":"shop","fields":{"message":7},"msg":"m"}""", "m", "message=7")]
    public void WhatIsNotTakenOfTracingIsAProperty(string line, string message, string properties)
    {
        var draft = Decode(line);

        Assert.Equal((message, properties), (draft.Message, PropertiesOf(draft)));
    }

    private static LogEventDraft Decode(string line) => Decoded.Decode("json", line);
}
