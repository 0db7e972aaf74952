namespace ActorLog.Kit;

/// <summary>Where a <see cref="FaultServer"/> breaks the connection.</summary>
public enum Break
{
    /// <summary>Nowhere.</summary>
    Nowhere,

    /// <summary>Reset when the headers of the request are read.</summary>
    ResetInRequest,

    /// <summary>Reset when the request is read, before anything is answered.</summary>
    ResetBeforeHeaders,

    /// <summary>Reset in the middle of the headers of the answer, its status not yet readable.</summary>
    ResetMidHeaders,

    /// <summary>Reset in the middle of the body of the answer.</summary>
    ResetMidBody,

    /// <summary>Closed in order in the middle of the body of the answer.</summary>
    CloseMidBody,

    /// <summary>The server stops sending behind the answer, without having said so, but goes on reading.</summary>
    HalfClose,
}
