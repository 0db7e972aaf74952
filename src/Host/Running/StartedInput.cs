using ActorLog.Host.Inputs;

namespace ActorLog.Host.Running;

/// <summary>An input that runs, with its name in the configuration.</summary>
internal sealed record StartedInput(string Name, ILogInput Input);
