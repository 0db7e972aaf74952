using System;
using ActorLog.Contracts;
using ActorLog.Text;

namespace ActorLog.Tests.Text.OutputTemplates;

/// <summary>An output template with every hole but the exception gives one line, whatever the event.</summary>
public sealed class OneLineTemplateTests : FormatterContract
{
    protected override ILogFormatter CreateFormatter(TimeProvider clock) =>
        LogFormats.Create(
            "{Timestamp} {UtcTimestamp:HH:mm:ss.fff} {Level:u3} {Level,12:w} {Category,-20} {Message,40} {Properties} "
                + "{Properties,9:j} {Scopes} {EventId,4} {TraceId} {SpanId,-16} {ThreadId} {ThreadName,-10} "
                + "{SessionId} {Sequence:D9} {Name} {Name,5:x}{NewLine}",
            clock
        );
}
