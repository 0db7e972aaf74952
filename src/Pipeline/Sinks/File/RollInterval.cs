namespace ActorLog.Sinks;

/// <summary>How often a file sink begins a new file.</summary>
public enum RollInterval
{
    /// <summary>Never because of the time.</summary>
    None,

    /// <summary>At each full hour.</summary>
    Hour,

    /// <summary>At midnight.</summary>
    Day,
}
