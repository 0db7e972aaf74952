namespace ActorLog.Bench;

/// <summary>What an <see cref="HttpReceiver"/> has got.</summary>
internal sealed class HttpReceipt
{
    public long Requests { get; set; }

    public long Bytes { get; set; }

    public long Events { get; set; }

    /// <summary>Events that were not the one after the one before.</summary>
    public long OutOfOrder { get; set; }
}
