namespace ActorLog.Host;

/// <summary>What the program ends with.</summary>
internal static class ExitCodes
{
    /// <summary>All is well, and everything was delivered.</summary>
    public const int Ok = 0;

    /// <summary>It failed at run time.</summary>
    public const int Failed = 1;

    /// <summary>It was called wrongly.</summary>
    public const int Usage = 2;

    /// <summary>It stopped while events were undelivered.</summary>
    public const int Undelivered = 75;

    /// <summary>The configuration is wrong or missing.</summary>
    public const int Configuration = 78;

    /// <summary>The table for <c>--help</c>.</summary>
    public const string Help =
        "Exit codes: 0 ok, 1 failed at run time, 2 bad usage, 75 stopped with undelivered events, 78 configuration invalid.";
}
