using ActorLog.Events;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>What is said of the place a line comes from. Lines of one place share it.</summary>
internal sealed class Surroundings(LogProperty[] properties)
{
    /// <summary>Source, actor and system.</summary>
    public LogProperty[] Properties => properties;

    /// <summary>The memory that they hold.</summary>
    public int Weight { get; } = LineWeight.Of(properties);
}
