using System;
using System.Linq;
using ActorLog.Events;

namespace ActorLog.Tests.Journal.Payloads;

/// <summary>Whether two events are the same to the letter.</summary>
internal static class SameEvent
{
    public static void Assert(LogEvent expected, LogEvent actual)
    {
        Xunit.Assert.Equal(expected.SessionId, actual.SessionId);
        Xunit.Assert.Equal(expected.Sequence, actual.Sequence);
        Xunit.Assert.Equal(expected.UtcTicks, actual.UtcTicks);
        Xunit.Assert.Equal(expected.Level, actual.Level);
        Xunit.Assert.Equal(expected.Category.Name, actual.Category.Name);
        Xunit.Assert.Equal(expected.EventId.Id, actual.EventId.Id);
        Xunit.Assert.Equal(expected.EventId.Name, actual.EventId.Name);
        Xunit.Assert.Equal(expected.Template.Text, actual.Template.Text);
        Xunit.Assert.Equal(Holes(expected), Holes(actual));
        Xunit.Assert.Equal(expected.RenderedMessage, actual.RenderedMessage);
        Xunit.Assert.Equal(expected.MessagePropertyCount, actual.MessagePropertyCount);
        Xunit.Assert.Equal(Properties(expected), Properties(actual));
        Xunit.Assert.Equal(expected.Scopes, actual.Scopes);
        Xunit.Assert.Equal(expected.Exception, actual.Exception);
        Xunit.Assert.Equal(expected.ThreadId, actual.ThreadId);
        Xunit.Assert.Equal(expected.ThreadName, actual.ThreadName);
        Xunit.Assert.Equal(expected.TraceId, actual.TraceId);
        Xunit.Assert.Equal(expected.SpanId, actual.SpanId);
        Xunit.Assert.Equal(expected.Origin, actual.Origin);
        Xunit.Assert.Equal(expected.HeldBytes, actual.HeldBytes);
    }

    private static (string, string?, int)[] Holes(LogEvent logEvent) =>
        [.. logEvent.Template.Holes.ToArray().Select(hole => (hole.Text, hole.Format, hole.Alignment))];

    private static (string, LogValueKind, object?)[] Properties(LogEvent logEvent) =>
        [.. logEvent.Properties.ToArray().Select(item => (item.Name, item.Value.Kind, Exact(item.Value)))];

    // What Equals calls equal and is not: 1.0 and 1.00, 0.0 and -0.0, UTC and local.
    private static object? Exact(LogValue value) =>
        value.Kind switch
        {
            LogValueKind.Single => BitConverter.SingleToUInt32Bits(value.AsSingle),
            LogValueKind.Double => BitConverter.DoubleToUInt64Bits(value.AsDouble),
            LogValueKind.Decimal => string.Join(' ', decimal.GetBits(value.AsDecimal)),
            LogValueKind.DateTime => (value.AsDateTime.Ticks, value.AsDateTime.Kind),
            LogValueKind.DateTimeOffset => (value.AsDateTimeOffset.Ticks, value.AsDateTimeOffset.Offset),
            _ => value.ToObject(),
        };
}
