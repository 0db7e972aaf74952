namespace ActorLog.Host.Demo;

/// <summary>How the receiver of the demo behaves.</summary>
internal enum DemoMode
{
    /// <summary>200.</summary>
    Answers,

    /// <summary>503.</summary>
    Fails,

    /// <summary>It takes the request and never answers.</summary>
    Hangs,

    /// <summary>Nobody listens at its port.</summary>
    Refuses,
}
