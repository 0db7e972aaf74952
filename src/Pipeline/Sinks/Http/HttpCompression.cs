namespace ActorLog.Sinks;

/// <summary>How the bodies of requests are compressed.</summary>
public enum HttpCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>With gzip, told by <c>Content-Encoding</c>. Worth it for many events a request; makes single ones larger.</summary>
    Gzip,
}
