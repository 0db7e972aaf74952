using System;
using ActorLog.Host.Status;

namespace ActorLog.Host.Inputs;

/// <summary>What an input is given when it is made.</summary>
/// <param name="Clock">The time, and the zone of times that name none.</param>
/// <param name="Report">Tells the operator about a trouble, on stderr.</param>
public sealed record InputContext(TimeProvider Clock, Action<string> Report)
{
    /// <summary>How the host is doing, for inputs that can be asked; <see langword="null"/> where there is no host.</summary>
    internal Func<HostStatus>? Status { get; init; }

    /// <summary>Tells that an input has ended before it had read everything: the host goes on, and does not end with 0.</summary>
    internal Action<string> Failed
    {
        get => field ?? Report;
        init;
    }
}
