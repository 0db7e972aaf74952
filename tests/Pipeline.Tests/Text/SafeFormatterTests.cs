using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests.Text;

public sealed class SafeFormatterTests
{
    [Fact]
    public void AnEventThatCannotBeFormattedLeavesNothingButItsPlaceholder()
    {
        var buffer = new ByteBuffer();
        var formatter = new SafeFormatter(new LineFormatter());

        formatter.Format(Some.Numbered(1), buffer);
        formatter.Format(Some.Event(LineFormatter.Poison), buffer);

        Assert.Equal(
            "event 1\n[event 1 could not be formatted: FormatException]\n",
            Encoding.UTF8.GetString(buffer.Written)
        );
    }

    [Fact]
    public void AnOutputThatCannotBeCutBackGetsWholeEventsToo()
    {
        var output = new ArrayBufferWriter<byte>();
        var formatter = new SafeFormatter(new LineFormatter());

        formatter.Format(Some.Event(LineFormatter.Poison), output);
        formatter.Format(Some.Numbered(2), output);

        Assert.Equal(
            "[event 1 could not be formatted: FormatException]\nevent 2\n",
            Encoding.UTF8.GetString(output.WrittenSpan)
        );
    }

    [Fact]
    public void AFormatterThatAlwaysThrowsStillGivesALinePerEvent()
    {
        var buffer = new ByteBuffer();

        new SafeFormatter(new ThrowingFormatter()).Format(Some.Numbered(17), buffer);

        Assert.Equal(
            "[event 17 could not be formatted: InvalidOperationException]\n",
            Encoding.UTF8.GetString(buffer.Written)
        );
    }

    [Fact]
    public void AnEventThatIsTooLargeBecomesALineThatSaysHowLarge()
    {
        var buffer = new ByteBuffer();
        var replaced = new List<(LogEvent, string)>();
        var formatter = new SafeFormatter(new LineFormatter(), 100, (logEvent, why) => replaced.Add((logEvent, why)));
        var large = Some.Event(new string('x', 100));

        formatter.Format(Some.Numbered(1), buffer);
        formatter.Format(large, buffer);
        formatter.Format(Some.Event(LineFormatter.Poison), buffer);

        Assert.Equal(
            "event 1\n[event 1 is too large: 101 bytes, at most 100 are taken]\n"
                + "[event 1 could not be formatted: FormatException]\n",
            Encoding.UTF8.GetString(buffer.Written)
        );
        Assert.Equal((large, "is too large: 101 bytes, at most 100 are taken"), replaced[0]);
        Assert.Equal("could not be formatted: FormatException", replaced[1].Item2);
    }

    private sealed class ThrowingFormatter : ILogFormatter
    {
        public void Format(LogEvent logEvent, IBufferWriter<byte> output)
        {
            output.Write("half"u8);
            throw new InvalidOperationException();
        }
    }
}
