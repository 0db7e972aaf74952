using System;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>When a destination counts as down, and how it is probed.</summary>
public sealed record CircuitBreakerOptions
{
    /// <summary>How many failures in a row open the circuit. Default: 5.</summary>
    public int MaxFailures { get; init; } = 5;

    /// <summary>
    /// How long an open circuit waits before it lets one batch through as a probe, at least; the backoff may make it longer.
    /// Default: 0, the backoff alone decides.
    /// </summary>
    public TimeSpan ResetTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How many events a second the destination is given at most after it was down, until what had piled up is delivered.
    /// Default: 0, as many as it takes.
    /// </summary>
    public int DrainRate { get; init; }

    internal static CircuitBreakerOptions Read(OptionsReader reader, CircuitBreakerOptions defaults) =>
        new()
        {
            MaxFailures = reader.Int("max-failures", defaults.MaxFailures),
            ResetTimeout = reader.Duration("reset-timeout", defaults.ResetTimeout),
            DrainRate = reader.Int("drain-rate", defaults.DrainRate),
        };

    internal void Validate(OptionErrors errors, string path)
    {
        errors.Require(MaxFailures >= 1, $"{path}:max-failures", "must be at least 1");
        errors.Require(ResetTimeout >= TimeSpan.Zero, $"{path}:reset-timeout", "must not be negative");
        errors.Require(DrainRate >= 0, $"{path}:drain-rate", "must not be negative");
    }
}
