using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Host.Tests.Ingest;

public sealed class RecordEndpointTests : HttpInputTest
{
    [Fact]
    public async Task TheSeedsPostIsTaken()
    {
        await Expect(200, """{"accepted":1}""", PostForm("log=%E4%BB%8A%E5%A4%A9%E5%A4%A9%E6%B0%94%E4%B8%8D%E9%94%99"));

        Assert.Equal("今天天气不错", Intake.Events.Single().Message);
        Assert.Equal("http", Intake.Events.Single().Category);
    }

    [Fact]
    public async Task TheSeedsGetIsTaken()
    {
        await Expect(200, """{"accepted":1}""", Client.GetAsync("/api/log/get?log=%E6%98%AF%E9%A3%8E+a"));

        Assert.Equal("是风 a", Intake.Events.Single().Message);
    }

    [Theory]
    [InlineData("log")]
    [InlineData("message")]
    public async Task FieldsBesideALineAreThoseOfARecord(string line)
    {
        var form = line + "=50%25+done&name=shop&levelname=ERROR&args=%281%2C%29&user=ann";

        await Expect(200, """{"accepted":1}""", PostForm(form));

        var logEvent = Intake.Events.Single();
        Assert.Equal("50% done", logEvent.Message);
        Assert.Equal("shop", logEvent.Category);
        Assert.Equal(LogLevel.Error, logEvent.Level);
        Assert.Equal("user", Assert.Single(logEvent.Properties).Name);
    }

    [Fact]
    public async Task APostMayHaveItsFieldsInTheQuery()
    {
        await Expect(200, """{"accepted":1}""", Client.PostAsync("/api/log/get?log=a", null));

        Assert.Equal("a", Intake.Events.Single().Message);
    }

    [Fact]
    public async Task FieldsOfTheQueryAreKeptBesideThoseOfTheBody()
    {
        await Expect(
            200,
            """{"accepted":1}""",
            Client.PostAsync(
                "/api/log/get?app=shop&log=b&user=bob",
                new StringContent("log=a&user=ann", null, "application/x-www-form-urlencoded")
            )
        );

        var logEvent = Intake.Events.Single();
        Assert.Equal("a", logEvent.Message);
        Assert.Equal("user=ann app=shop", string.Join(' ', logEvent.Properties.Select(p => $"{p.Name}={p.Value}")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AWholePythonRecordIsTaken(bool post)
    {
        const string Record =
            "name=shop&msg=user+%25s+did+%25d&args=%28%27ann%27%2C+7%29&levelname=ERROR&levelno=40&created=1600857956.5&log=extra";

        await Expect(200, """{"accepted":1}""", post ? PostForm(Record) : Client.GetAsync("/api/log/get?" + Record));

        var logEvent = Intake.Events.Single();
        Assert.Equal("user ann did 7", logEvent.Message);
        Assert.Equal("shop", logEvent.Category);
        Assert.Equal(LogLevel.Error, logEvent.Level);
        Assert.Equal(new DateTimeOffset(2020, 9, 23, 10, 45, 56, 500, TimeSpan.Zero), logEvent.Timestamp);
    }

    [Fact]
    public async Task ARecordOfSixtyKiBFitsIntoAGet()
    {
        var text = new string('x', 60 * 1024);

        await Expect(200, """{"accepted":1}""", Client.GetAsync("/api/log/get?log=" + text));

        Assert.Equal(text, Intake.Events.Single().Message);
        Assert.Equal(
            HttpStatusCode.RequestUriTooLong,
            (await Client.GetAsync("/api/log/get?log=" + text + text)).StatusCode
        );
    }

    [Theory]
    [InlineData(
        "x=1",
        "expected the field 'log' or 'message', or the fields of a Python log record (msg, args, levelname ...)"
    )]
    [InlineData("log=%FF", "field 1 of the form is not UTF-8")]
    [InlineData("log=a&log=b", "the field 'log' occurs twice")]
    public async Task AFormWithoutARecordIsRefused(string form, string reason)
    {
        await ExpectError(400, reason, PostForm(form));
    }

    [Fact]
    public async Task ARecordThatTheJournalCouldNotKeepIsRefused()
    {
        await Restart(Defaults with { MaxBody = 64 * 1024 * 1024 });
        var most = new string('x', ((int)InputOptions.SurelyKept / 2) - "log".Length);

        await ExpectError(413, "the record is longer than 7864320 bytes", PostForm("log=" + most + "y"));
        await Expect(200, """{"accepted":1}""", PostForm("log=%78" + most[1..]));
    }

    [Fact]
    public async Task OnlyFormsAreRecords()
    {
        await ExpectError(
            415,
            "the body must be a form in UTF-8, found 'application/json'",
            Post("/api/log/get", "{}", "application/json")
        );
    }
}
