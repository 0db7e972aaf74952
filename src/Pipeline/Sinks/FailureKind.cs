namespace ActorLog.Sinks;

/// <summary>What a failed delivery means, and so what happens next. The kind decides, never the exception's type.</summary>
public enum FailureKind
{
    /// <summary>It may work later (timeout, connection, 408, 429, 5xx): the same batch again after a backoff, without end.</summary>
    Transient,

    /// <summary>
    /// The receiver will never take these events (400, 413, 422): the batch is split until the culprits stand alone; those
    /// go to the dead letters and the rest is delivered in order.
    /// </summary>
    Rejected,

    /// <summary>
    /// The receiver refuses us (401, 403, 404, redirects): the configuration is wrong. The data is kept, an alarm raised,
    /// and the endpoint probed slowly.
    /// </summary>
    Refused,

    /// <summary>The sink can never work again: it is stopped, and what it has not delivered is accounted for.</summary>
    Fatal,
}
