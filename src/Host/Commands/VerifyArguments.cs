using System.Collections.Generic;
using ActorLog.Host.Audit;

namespace ActorLog.Host.Commands;

/// <summary>What the command line says to <c>verify</c>.</summary>
/// <param name="Files">Files, folders, patterns, or <c>-</c>.</param>
/// <param name="Numbers">How numbers are found in a line.</param>
/// <param name="Rules">What counts as wrong.</param>
/// <param name="IsJson">Whether the report is JSON.</param>
internal sealed record VerifyArguments(IReadOnlyList<string> Files, LineNumbers Numbers, AuditRules Rules, bool IsJson);
