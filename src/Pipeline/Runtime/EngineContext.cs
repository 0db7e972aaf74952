using System;
using System.Collections.Generic;

namespace ActorLog.Runtime;

/// <summary>What an engine is given to run.</summary>
/// <param name="Router">What the router actor does.</param>
/// <param name="Sinks">What the sink actors do, one actor each.</param>
/// <param name="Clock">The time, for the engine's timers.</param>
public sealed record EngineContext(RouterCore Router, IReadOnlyList<SinkCore> Sinks, TimeProvider Clock);
