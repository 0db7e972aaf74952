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

    private static LogEventDraft Decode(string line) => Decoded.Decode("json", line);
}
