using System;

namespace ActorLog.Sinks;

/// <summary>A sink that is given in code as a function.</summary>
internal sealed record DelegateSinkOptions(Func<SinkContext, ILogSink> Create) : SinkOptions
{
    public override string Type => "custom";

    public override ILogSink CreateSink(SinkContext context) => Create(context);
}
