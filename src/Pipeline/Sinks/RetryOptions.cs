using System;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>When a failed batch is tried again: min-backoff, doubled up to max-backoff, lengthened by chance. There is no last try.</summary>
public sealed record RetryOptions
{
    /// <summary>The wait after the first failure. Default: 200 ms.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait. Default: 30 s.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Each wait is lengthened by a random part of up to this factor. Default: 0.2.</summary>
    public double RandomFactor { get; init; } = 0.2;

    /// <summary>The wait between probes of a destination that refuses us (401, 403, 404). Default: 1 min.</summary>
    public TimeSpan RefusedBackoff { get; init; } = TimeSpan.FromMinutes(1);

    internal static RetryOptions Read(OptionsReader reader, RetryOptions defaults) =>
        new()
        {
            MinBackoff = reader.Duration("min-backoff", defaults.MinBackoff),
            MaxBackoff = reader.Duration("max-backoff", defaults.MaxBackoff),
            RandomFactor = reader.Number("random-factor", defaults.RandomFactor),
            RefusedBackoff = reader.Duration("refused-backoff", defaults.RefusedBackoff),
        };

    internal void Validate(OptionErrors errors, string path)
    {
        errors.Require(MinBackoff > TimeSpan.Zero, $"{path}:min-backoff", "must be more than 0");
        errors.Require(MaxBackoff >= MinBackoff, $"{path}:max-backoff", "must not be less than min-backoff");
        errors.RequireDayAtMost(MaxBackoff, $"{path}:max-backoff");
        errors.Require(RandomFactor is >= 0 and <= 1, $"{path}:random-factor", "must be 0 to 1");
        errors.Require(RefusedBackoff > TimeSpan.Zero, $"{path}:refused-backoff", "must be more than 0");
        errors.RequireDayAtMost(RefusedBackoff, $"{path}:refused-backoff");
    }
}
