namespace ActorLog.Sinks;

/// <summary>How the sender says who it is.</summary>
public enum HttpAuthScheme
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>With a user name and a password.</summary>
    Basic,

    /// <summary>With a token.</summary>
    Bearer,
}
