using System;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>When it happened.</summary>
internal sealed class TimestampPart(string format, TimeProvider? localClock) : OutputPart
{
    private readonly TimestampText _text = new(format, localClock);

    public override bool IsOfHead => _text.IsOfWholeSeconds;

    public override bool TryAppend(string literal) => _text.TryAppend(literal);

    public override void Write(ref Utf8Writer writer, LogEvent logEvent) => _text.Write(ref writer, logEvent.UtcTicks);
}
