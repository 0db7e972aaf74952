using System;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>
/// Which files a file sink deletes, oldest first, whenever it opens a file. Default: none. Ignored while only one file exists:
/// the file that is being written is never deleted, nor any file that the sink would not name so itself.
/// </summary>
public sealed record RetentionOptions
{
    /// <summary>The most files that are kept, the current one included. Default: 0, no limit.</summary>
    public int MaxFiles { get; init; }

    /// <summary>How long after its last write a file is kept. At least 1 s. Default: 0, no limit.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.Zero;

    /// <summary>The most bytes that all files have together, the current one included. Default: 0, no limit.</summary>
    public long MaxTotalSize { get; init; }

    internal static RetentionOptions Read(OptionsReader reader, RetentionOptions defaults) =>
        new()
        {
            MaxFiles = reader.Int("max-files", defaults.MaxFiles),
            MaxAge = reader.Duration("max-age", defaults.MaxAge),
            MaxTotalSize = reader.Size("max-total-size", defaults.MaxTotalSize),
        };

    internal void Validate(OptionErrors errors, string path)
    {
        errors.Require(MaxFiles >= 0, $"{path}:max-files", "must not be negative");
        if (MaxAge != TimeSpan.Zero)
        {
            errors.RequireSecondAtLeast(MaxAge, $"{path}:max-age");
        }

        errors.Require(MaxTotalSize >= 0, $"{path}:max-total-size", "must not be negative");
    }
}
