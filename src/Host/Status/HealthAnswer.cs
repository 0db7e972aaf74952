using System.Collections.Generic;

namespace ActorLog.Host.Status;

/// <summary>What <c>GET /health</c> answers.</summary>
/// <param name="Health"><c>ok</c>, <c>degraded</c> or <c>failed</c>.</param>
/// <param name="Troubles">What is wrong.</param>
internal sealed record HealthAnswer(string Health, IReadOnlyList<string> Troubles);
