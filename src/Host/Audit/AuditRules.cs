namespace ActorLog.Host.Audit;

/// <summary>What counts as wrong.</summary>
internal sealed record AuditRules
{
    /// <summary>Whether numbers may be missing: the sink takes only some of the events.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Whether the beginnings of sessions may be elsewhere: old files were deleted.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether a number that comes again is wrong.</summary>
    public bool ForbidsRepeats { get; init; }

    /// <summary>Whether drops are wrong that the output itself tells of.</summary>
    public bool ForbidsDrops { get; init; }
}
