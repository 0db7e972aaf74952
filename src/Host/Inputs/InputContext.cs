using System;

namespace ActorLog.Host.Inputs;

/// <summary>What an input is given when it is made.</summary>
/// <param name="Clock">The time, and the zone of times that name none.</param>
/// <param name="Report">Tells the operator about a trouble, on stderr.</param>
public sealed record InputContext(TimeProvider Clock, Action<string> Report);
