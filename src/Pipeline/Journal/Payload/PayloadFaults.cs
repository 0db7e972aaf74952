namespace ActorLog.Journal.Payload;

/// <summary>The faults in words.</summary>
internal static class PayloadFaults
{
    /// <summary>What is wrong, for people.</summary>
    public static string Text(PayloadFault fault) =>
        fault switch
        {
            PayloadFault.None => "nothing is wrong",
            PayloadFault.UnknownVersion => "it is of a version that is not known here",
            PayloadFault.Truncated => "it ends too early",
            PayloadFault.NotText => "a text in it is not UTF-8",
            PayloadFault.OutOfRange => "a value in it is out of its range",
            _ => "there are bytes behind its end",
        };
}
