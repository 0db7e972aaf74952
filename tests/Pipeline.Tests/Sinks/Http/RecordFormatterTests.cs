using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Sinks;
using ActorLog.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class RecordFormatterTests
{
    private static readonly RecordProcess Process = new("my app", 4711, Some.Time.AddSeconds(-2.5).UtcTicks);

    [Fact]
    public void ARecordIsWrittenAsPythonsHandlerWritesIt()
    {
        var logEvent = Some.Event(LogLevel.Warning, "今天 {Weather}", "不错");
        logEvent.UtcTicks = Some.Time.AddMilliseconds(123.5).UtcTicks;

        Assert.Equal(
            "name=Some.Category&msg=%E4%BB%8A%E5%A4%A9+%E4%B8%8D%E9%94%99&args=%28%29&levelname=WARNING&levelno=30"
                + "&pathname=%28unknown+file%29&filename=%28unknown+file%29&module=%28unknown+file%29"
                + "&exc_info=None&exc_text=None&stack_info=None&lineno=0&funcName=%28unknown+function%29"
                + "&created=1600857956.1235&msecs=123.0&relativeCreated=2623.5&thread=7&threadName=None"
                + "&processName=my+app&process=4711&taskName=None&Weather=%E4%B8%8D%E9%94%99",
            Format(logEvent)
        );
    }

    [Theory]
    [InlineData(LogLevel.Trace, "DEBUG", "10")]
    [InlineData(LogLevel.Debug, "DEBUG", "10")]
    [InlineData(LogLevel.Information, "INFO", "20")]
    [InlineData(LogLevel.Warning, "WARNING", "30")]
    [InlineData(LogLevel.Error, "ERROR", "40")]
    [InlineData(LogLevel.Critical, "CRITICAL", "50")]
    public void LevelsAreNamedAndNumberedAsInPython(LogLevel level, string name, string number)
    {
        var fields = Fields(Some.Event(level));

        Assert.Equal(name, fields["levelname"]);
        Assert.Equal(number, fields["levelno"]);
    }

    [Fact]
    public void AnExceptionIsInBothFields()
    {
        var logEvent = Some.Event(LogLevel.Error);
        logEvent.Exception = new ExceptionSnapshot(
            "Shop.OutOfStock",
            "none left",
            "Shop.OutOfStock: none left\n  at X"
        );

        var fields = Fields(logEvent);

        Assert.Equal("Shop.OutOfStock: none left", fields["exc_info"]);
        Assert.Equal("Shop.OutOfStock: none left\n  at X", fields["exc_text"]);
    }

    [Fact]
    public void PropertiesAreExtrasAsPythonWritesThem()
    {
        var logEvent = Some.Event("{No} {Yes} {Whole} {Broken} {Count} {When}", null, true, 5.0, 0.5, -3, Some.Time);
        logEvent.ThreadName = "worker 1";

        var fields = Fields(logEvent);

        Assert.Equal(("None", "True", "5.0"), (fields["No"], fields["Yes"], fields["Whole"]));
        Assert.Equal(("0.5", "-3"), (fields["Broken"], fields["Count"]));
        Assert.Equal("2020-09-23T10:45:56.0000000+00:00", fields["When"]);
        Assert.Equal("worker 1", fields["threadName"]);
    }

    [Fact]
    public void AnExtraCannotPassItselfOffAsAFieldOfTheRecord()
    {
        var fields = Fields(Some.Event("{name} {levelname}", "me", "ALL GOOD"));

        Assert.Equal(("Some.Category", "INFO"), (fields["name"], fields["levelname"]));
        Assert.Equal(("me", "ALL GOOD"), (fields["name_"], fields["levelname_"]));
    }

    [Fact]
    public void OfTwoPropertiesWithOneNameTheFirstIsSent()
    {
        var logEvent = Some.Event("{User}", "of the message");
        logEvent.Add("User", LogValue.From("of a scope"));

        Assert.Equal("of the message", Fields(logEvent)["User"]);
    }

    [PythonFact]
    public void PythonReadsTheFieldsThatItsOwnHandlerSends()
    {
        var payload = Format(Some.Event("是风和日丽的 {Extra}", "100 % + 🌤"));

        var names = Python.Run<string[][]>(
            """
            import logging
            from urllib.parse import parse_qs
            record = list(logging.makeLogRecord({}).__dict__)
            answer([record + (['taskName'] if 'taskName' not in record else []), list(parse_qs(question, strict_parsing=True))])
            """,
            payload
        );
        var values = Python.Run<string[]>(
            """
            from urllib.parse import parse_qs
            fields = parse_qs(question, strict_parsing=True)
            answer([fields['msg'][0], fields['args'][0], fields['Extra'][0], str(float(fields['created'][0]))])
            """,
            payload
        );

        Assert.Equal([.. names[0], "Extra"], names[1]);
        Assert.Equal(["是风和日丽的 100 % + 🌤", "()", "100 % + 🌤", "1600857956.0"], values);
    }

    private static string Format(LogEvent logEvent)
    {
        var buffer = new ByteBuffer();
        new RecordFormatter(Process).Format(logEvent, buffer);
        return Encoding.ASCII.GetString(buffer.Written);
    }

    private static Dictionary<string, string> Fields(LogEvent logEvent) =>
        Format(logEvent)
            .Split('&')
            .Select(field => field.Split('='))
            .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));
}
