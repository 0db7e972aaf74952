using System;
using System.Text.Json;

namespace ActorLog.Chaos;

/// <summary>An event as the destination heard it: whose it is, and under which name the host has it.</summary>
/// <param name="Session">The driver's session, or -1.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Message">Its text.</param>
/// <param name="HostSession">The run of the host that took it in.</param>
/// <param name="HostNumber">Its number there.</param>
public sealed record HeardEvent(int Session, long Number, string? Message, string HostSession, long HostNumber)
{
    /// <summary>Whether the host says it of itself: gap notices, and what it found at its start.</summary>
    public bool IsNotice { get; init; }

    /// <summary>Reads a line of our JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static HeardEvent Parse(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var message = root.GetProperty("message").GetString();
        var (session, number) = IssuedEvent.NameIn(message);
        return new HeardEvent(
            session,
            number,
            message,
            root.GetProperty("session").GetString() ?? "",
            root.GetProperty("sequence").GetInt64()
        )
        {
            IsNotice = session < 0 && root.GetProperty("category").GetString() == "ActorLog",
        };
    }
}
