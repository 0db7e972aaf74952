using System.Buffers;
using System.Text;
using ActorLog.Host.Audit;
using ActorLog.Kit;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Host.Tests.Audit;

public sealed class LineNumbersTests
{
    private const string Notice = """ "DroppedCount":3,"Reason":"queue-full","FirstSequence":5,"LastSequence":9""";

    [Theory]
    [InlineData("""{"session":"a","sequence":7}""", "a 7")]
    [InlineData("""{"message":"x","properties":{"session":"b","sequence":9},"session":"a","sequence":7}""", "a 7")]
    [InlineData("""{"@t":"now","session":"b","sequence":9,"SessionId":"a","Sequence":7}""", "a 7")]
    [InlineData("""{"timestamp":"now","SessionId":"b","Sequence":9,"session":"a","sequence":7}""", "a 7")]
    [InlineData("""{"session":"\u0061\"","sequence":7} """, "a\" 7")]
    [InlineData("""{"session":"a","sequence":0}""", "")]
    [InlineData("""{"session":"a","sequence":-7}""", "")]
    [InlineData("""{"session":"a","sequence":7.5}""", "")]
    [InlineData("""{"session":"a","sequence":9223372036854775807}""", "")]
    [InlineData("""{"session":"a","sequence":"7"}""", "")]
    [InlineData("""{"session":["a"],"sequence":7}""", "")]
    [InlineData("""{"session":"","sequence":7}""", "")]
    [InlineData("""{"sequence":7}""", "")]
    [InlineData("""{"session":"a","sequence":7""", "")]
    [InlineData("""{"session":"a","sequence":7}}""", "")]
    [InlineData("""{"session":"\ud800","sequence":7}""", "? 7")]
    [InlineData("""{"category":["ActorLog"],"properties":7,"session":"a","sequence":7}""", "a 7")]
    [InlineData("""{"category":"ActorLog","properties":7,"session":"a","sequence":7}""", "a 7")]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public void JsonHasThemAtTheTop(string line, string expected) => Assert.Equal(expected, Read(line));

    [Theory]
    [InlineData("ts=now level=info msg=\"seq=9 session=b\" session=a seq=7", "a 7")]
    [InlineData("msg=\"a \\\" session=b seq=9 \\\\\" session=a seq=7 exception=\"x\\n\"", "a 7")]
    [InlineData("msg= session=a seq=7", "a 7")]
    [InlineData("session=a seq=x", "")]
    [InlineData("session=a seq=7 msg=\"never closed", "")]
    [InlineData("session=a seq=7 msg=\"closed\"too soon", "")]
    [InlineData("session=a seq=7 and words", "")]
    [InlineData("words and session=a seq=7", "")]
    [InlineData("session=a seq=7 \"", "")]
    [InlineData("=", "")]
    [InlineData("session=a seq=7 msg=\"\\", "")]
    public void LogfmtHasThemAmongItsPairs(string line, string expected) => Assert.Equal(expected, Read(line));

    [Theory]
    [InlineData($$"""{"category":"ActorLog","properties":{{{Notice}}},"session":"a","sequence":0}""", "a 0 3:5-9")]
    [InlineData($$"""{"category":"ActorLog","properties":{{{Notice}}},"session":"a","sequence":7}""", "a 7 3:5-9")]
    [InlineData($$"""{"category":"Shop","properties":{{{Notice}}},"session":"a","sequence":7}""", "a 7")]
    [InlineData($$"""{"@t":"now",{{Notice}},"SourceContext":"ActorLog","SessionId":"a","Sequence":0}""", "a 0 3:5-9")]
    [InlineData($$"""{"@t":"now",{{Notice}},"SourceContext":"Shop","SessionId":"a","Sequence":7}""", "a 7")]
    [InlineData("logger=ActorLog DroppedCount=3 FirstSequence=5 LastSequence=9 session=a seq=0", "a 0 3:5-9")]
    [InlineData("logger=Shop DroppedCount=3 FirstSequence=5 LastSequence=9 session=a seq=7", "a 7")]
    [InlineData("logger=ActorLog DroppedCount=3 FirstSequence=9 LastSequence=5 session=a seq=7", "a 7")]
    public void AGapNoticeIsKnownByItsCategory(string line, string expected) => Assert.Equal(expected, Read(line));

    [Theory]
    [InlineData("[a 7] hello", "a 7")]
    [InlineData("[a 0] hello", "")]
    [InlineData("   at Shop.Orders.Pay()", "")]
    [InlineData("[a 0] 3 events were dropped here (queue-full; Debug 3), between sequence 5 and 9", "a 0 3:5-9")]
    public void APatternFindsThemInLinesForPeople(string line, string expected)
    {
        var pattern = PatternNumbers.Parse(@"^\[(?<session>\S+) (?<seq>\d+)\]", out var error);

        Assert.Empty(error);
        Assert.Equal(expected, Read(line, pattern!.Read));
    }

    [Theory]
    [InlineData("(", "--pattern: Invalid pattern '(' at offset 1. Not enough )'s.")]
    [InlineData("(?<session>.)", "--pattern has no group (?<seq>...)")]
    [InlineData("x", "--pattern has no group (?<session>...)")]
    public void APatternThatCannotWorkIsAnError(string pattern, string expected)
    {
        Assert.Null(PatternNumbers.Parse(pattern, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("clef")]
    [InlineData("logfmt")]
    public void AGapNoticeIsKnownAsThePipelineWritesIt(string format)
    {
        var gap = new Runtime.GapNotice();
        gap.Add(Some.Numbered(5), Runtime.DropReason.QueueFull);
        gap.Add(Some.Numbered(9), Runtime.DropReason.QueueFull);
        var output = new ArrayBufferWriter<byte>();
        LogFormats.Create(format, new ManualClock(Some.Time)).Format(gap.Take(), output);

        Assert.Equal("session 0 2:5-9", Read(Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd()));
    }

    private static string Read(string line) => Read(line, FormatNumbers.Read);

    private static string Read(string line, LineNumbers numbers)
    {
        var found = numbers(Encoding.UTF8.GetBytes(line));
        var notice = found.IsNotice ? $" {found.DroppedCount}:{found.FirstSequence}-{found.LastSequence}" : "";
        return found.HasNumbers ? $"{Encoding.UTF8.GetString(found.Session)} {found.Sequence}{notice}" : "";
    }
}
