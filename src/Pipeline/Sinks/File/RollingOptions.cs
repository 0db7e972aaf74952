using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>When a file sink begins a new file. Default: never.</summary>
public sealed record RollingOptions
{
    /// <summary>
    /// How often a new file begins. Default: none. An event stands in the file of the time at which it was written, which may
    /// be later than the time at which it happened.
    /// </summary>
    public RollInterval Interval { get; init; } = RollInterval.None;

    /// <summary>
    /// The most bytes in a file. An event larger than that stands in a file of its own. Default: 0, no limit.
    /// </summary>
    public long MaxFileSize { get; init; }

    internal static RollingOptions Read(OptionsReader reader, RollingOptions defaults) =>
        new()
        {
            Interval = reader.Choice(
                "interval",
                defaults.Interval,
                ("none", RollInterval.None),
                ("hour", RollInterval.Hour),
                ("day", RollInterval.Day)
            ),
            MaxFileSize = reader.Size("max-file-size", defaults.MaxFileSize),
        };

    internal void Validate(OptionErrors errors, string path) =>
        errors.Require(MaxFileSize >= 0, $"{path}:max-file-size", "must not be negative");
}
