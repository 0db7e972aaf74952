using System;
using System.Buffers;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Contracts;

/// <summary>What every format must do, whatever the events. A formatter's tests inherit it.</summary>
[Trait("Law", "11")]
public abstract class FormatterContract
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Whether an event is always one line.</summary>
    protected virtual bool IsOneLine => true;

    /// <summary>Makes a formatter as a worker has it.</summary>
    protected abstract ILogFormatter CreateFormatter(TimeProvider clock);

    /// <summary>Checks what the format promises beyond being text: that a line is JSON, for example.</summary>
    protected virtual void CheckLine(string line, LogEvent logEvent) { }

    [Fact]
    public void WhateverAnEventHoldsItBecomesValidUtf8AndForgesNothing()
    {
        var formatter = CreateFormatter();
        ForAnyEvent(logEvent =>
        {
            var text = Strict.GetString(Format(formatter, logEvent));

            Assert.EndsWith("\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain(text, c => IsUnsafe(c) && c != '\n');
            if (IsOneLine)
            {
                Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
            }

            CheckLine(text, logEvent);
        });
    }

    [Fact]
    public void TheBytesDoNotDependOnTheBuffersTheyAreWrittenTo()
    {
        var formatter = CreateFormatter();
        ForAnyEvent(logEvent =>
        {
            var stingy = new StingyBufferWriter();
            formatter.Format(logEvent, stingy);

            Assert.Equal(Format(formatter, logEvent), stingy.Written);
        });
    }

    [Fact]
    public void TheBytesDoNotDependOnTheEventsBefore()
    {
        var used = CreateFormatter();
        ForAnyEvent(logEvent => Assert.Equal(Format(CreateFormatter(), logEvent), Format(used, logEvent)));
    }

    [Fact]
    public void TheBytesDoNotDependOnTheCultureOfTheThread()
    {
        var logEvent = Some.Event("{Count} {Amount:N2} {Day:d}", -5, -1234.5, new DateTime(2020, 9, 23));
        logEvent.EventId = new(-3, "negative");
        logEvent.Add("Scale", LogValue.From(-1.5m));
        var expected = Format(CreateFormatter(), logEvent);
        using var foreign = new ForeignCulture();

        Assert.Equal(expected, Format(CreateFormatter(), logEvent));
    }

    [Fact]
    public void AHugeMessageIsWrittenWhole()
    {
        var logEvent = Some.Event("{Text}", new string('界', 1_000_000) + "end");

        var text = Strict.GetString(Format(CreateFormatter(), logEvent));

        Assert.InRange(text.Count(c => c == '界'), 1_000_000, 2_000_000);
    }

    [Fact]
    public void AnEventIsFormattedWithoutAllocation()
    {
        var events = Some.Events(50).Append(Rich()).ToArray();
        var output = new ArrayBufferWriter<byte>(1024 * 1024);
        var formatter = CreateFormatter();
        FormatAll();

        var before = GC.GetAllocatedBytesForCurrentThread();
        FormatAll();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void FormatAll()
        {
            output.ResetWrittenCount();
            foreach (var logEvent in events)
            {
                formatter.Format(logEvent, output);
            }
        }
    }

    [Fact]
    public async Task FormattersOfTheirOwnWorkSideBySideOnTheSameEvents()
    {
        var events = Some.Events(200).Append(Rich()).ToArray();
        var expected = FormatAll();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(FormatAll)));

        Assert.All(results, result => Assert.Equal(expected, result));

        byte[] FormatAll()
        {
            var output = new ArrayBufferWriter<byte>();
            var formatter = CreateFormatter();
            foreach (var logEvent in events)
            {
                formatter.Format(logEvent, output);
            }

            return output.WrittenSpan.ToArray();
        }
    }

    private ILogFormatter CreateFormatter() => CreateFormatter(new ManualClock(Some.Time));

    private static byte[] Format(ILogFormatter formatter, LogEvent logEvent)
    {
        var output = new ArrayBufferWriter<byte>();
        formatter.Format(logEvent, output);
        return output.WrittenSpan.ToArray();
    }

    private static void ForAnyEvent(Action<LogEvent> check) =>
        Prop.ForAll(HostileEvents.Events.ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    // An event with something of everything that a program in good order logs.
    private static LogEvent Rich()
    {
        var logEvent = Some.Event(
            "用户 {UserId} paid {Amount:0.00} in {Elapsed,8} at {Time:HH:mm}",
            42,
            1.5m,
            TimeSpan.FromMilliseconds(3),
            Some.Time
        );
        logEvent.Add("Host", LogValue.From("web \"1\""));
        logEvent.Add("Load", LogValue.From(0.25));
        logEvent.Scopes = ["request 7", "checkout"];
        logEvent.TraceId = "0af7651916cd43dd8448eb211c80319c";
        logEvent.SpanId = "b7ad6b7169203331";
        logEvent.Exception = new ExceptionSnapshot("System.Exception", "no", "System.Exception: no\n   at Shop.Pay()");
        return logEvent;
    }

    private static bool IsUnsafe(char c) =>
        (char.IsControl(c) && c != '\t')
        || c is '\u061c' or '\u200e' or '\u200f'
        || c is >= '\u2028' and <= '\u202e'
        || c is >= '\u2066' and <= '\u2069';
}
