using System;
using ActorLog.Events;
using Microsoft.Extensions.Logging;
using Xunit;
using static ActorLog.Host.Tests.Inputs.Decoding.Decoded;

namespace ActorLog.Host.Tests.Inputs.Decoding;

/// <summary>Lines as rsyslog's <c>%jsonmesg%</c>, syslog-ng's <c>$(format-json)</c> and systemd's <c>journalctl -o json</c> write them.</summary>
public class SyslogJsonTests
{
    [Theory]
    [InlineData("emerg", LogLevel.Critical)]
    [InlineData("alert", LogLevel.Critical)]
    [InlineData("crit", LogLevel.Critical)]
    [InlineData("err", LogLevel.Error)]
    [InlineData("warning", LogLevel.Warning)]
    [InlineData("notice", LogLevel.Information)]
    [InlineData("info", LogLevel.Information)]
    [InlineData("debug", LogLevel.Debug)]
    public void WhatSyslogNgWritesIsKnown(string priority, LogLevel level)
    {
        var draft = Decode(
            $$"""
            {"PROGRAM":"sshd","PRIORITY":"{{priority}}","PID":"7","MESSAGE":"m","ISODATE":"2020-09-23T18:45:56+08:00"}
            """
        );

        Assert.Equal(("m", level, "sshd", "PID=7"), (draft.Message, draft.Level, draft.Category, PropertiesOf(draft)));
        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, TimeSpan.Zero), draft.Timestamp);
    }

    [Theory]
    [InlineData("""{"msg":"m","PROGRAM":"sshd"}""", "PROGRAM=sshd")]
    [InlineData("""{"msg":"m","program":"tea","PRIORITY":"high"}""", "program=tea PRIORITY=high")]
    [InlineData("""{"msg":"m","priority":"err"}""", "priority=err")]
    public void AnyOtherProgramAndPriorityAreProperties(string line, string properties)
    {
        var draft = Decode(line);

        Assert.Equal(("", LogLevel.Information), (draft.Category, draft.Level));
        Assert.Equal(properties, PropertiesOf(draft));
    }

    [Fact]
    public void WhatRsyslogWritesIsKnown()
    {
        var draft = Decode(
            """{"msg":"m","timereported":"2020-09-23T18:45:56+08:00","pri":"11","syslogseverity":"3","programname":"sshd"}"""
        );

        Assert.Equal(("m", LogLevel.Error, "sshd"), (draft.Message, draft.Level, draft.Category));
        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, TimeSpan.Zero), draft.Timestamp);
        Assert.Equal("pri=11", PropertiesOf(draft));
    }

    [Theory]
    [InlineData("3", LogLevel.Error)]
    [InlineData("6", LogLevel.Information)]
    [InlineData("7", LogLevel.Debug)]
    public void WhatSystemdsJournalWritesIsKnown(string priority, LogLevel level)
    {
        var draft = Decode(
            $$"""
            {"PRIORITY":"{{priority}}","__REALTIME_TIMESTAMP":"1600857956500000","SYSLOG_IDENTIFIER":"sshd","_PID":"7","MESSAGE":"m"}
            """
        );

        Assert.Equal(("m", level, "sshd", "_PID=7"), (draft.Message, draft.Level, draft.Category, PropertiesOf(draft)));
        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, 500, TimeSpan.Zero), draft.Timestamp);
    }

    [Theory]
    [InlineData("\"priority\":\"3\"", "priority=3")]
    [InlineData("\"PRIORITY\":3", "PRIORITY=3")]
    [InlineData("\"PRIORITY\":\"8\"", "PRIORITY=8")]
    [InlineData("\"PRIORITY\":\"33\"", "PRIORITY=33")]
    public void AnyOtherPriorityIsAProperty(string member, string properties)
    {
        var draft = Decode($$"""{"msg":"m",{{member}}}""");

        Assert.Equal((LogLevel.Information, properties), (draft.Level, PropertiesOf(draft)));
    }

    [Theory]
    [InlineData("[27,91,51,49,109,228,189,160,27,91,48,109]", "\u001b[31m你\u001b[0m")]
    [InlineData("[196,227,104,105]", "\ufffd\ufffdhi")]
    public void WhatTheJournalWritesAsBytesIsAMessage(string bytes, string message)
    {
        var draft = Decode($$"""{"MESSAGE":{{bytes}},"PRIORITY":"3","__REALTIME_TIMESTAMP":"1600857956500000"}""");

        Assert.Equal((message, LogLevel.Error, ""), (draft.Message, draft.Level, PropertiesOf(draft)));
    }

    [Theory]
    [InlineData("""{"MESSAGE":[104,105]}""")]
    [InlineData("""{"MESSAGE":[104,256],"__REALTIME_TIMESTAMP":"1"}""")]
    [InlineData("""{"MESSAGE":[104,[105]],"__REALTIME_TIMESTAMP":"1"}""")]
    [InlineData("""{"MESSAGE":["a","\ud800"],"__REALTIME_TIMESTAMP":"1"}""")]
    [InlineData("""{"MESSAGE":[],"__REALTIME_TIMESTAMP":"1"}""")]
    [InlineData("""{"MESSAGE":{"a":1},"__REALTIME_TIMESTAMP":"1"}""")]
    [InlineData("""{"message":[104,105],"__REALTIME_TIMESTAMP":"1"}""")]
    public void WhatElseIsNoTextIsNoMessage(string line)
    {
        var draft = Decode(line);

        Assert.Equal(line, draft.Message);
        Assert.Contains(draft.Properties, property => property.Name is "MESSAGE" or "message");
    }

    private static LogEventDraft Decode(string line) => Decoded.Decode("json", line);
}
