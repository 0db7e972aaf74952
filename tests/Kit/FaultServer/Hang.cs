namespace ActorLog.Kit;

/// <summary>Where a <see cref="FaultServer"/> stops until it is released or the client goes away.</summary>
public enum Hang
{
    /// <summary>Nowhere.</summary>
    Nowhere,

    /// <summary>The headers of the request are read, its body is not.</summary>
    BeforeReadingBody,

    /// <summary>The request is read, nothing is answered.</summary>
    BeforeHeaders,

    /// <summary>The headers are answered, the body is not.</summary>
    AfterHeaders,

    /// <summary>Half of the body is answered.</summary>
    MidBody,
}
