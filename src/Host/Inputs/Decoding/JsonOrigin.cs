using System;
using System.Buffers;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Finds the identity that another pipeline of ours has given an event: its session and its number there.</summary>
/// <remarks>
/// Other loggers have fields of these names too, with numbers that come again. Who took one of those for an identity would
/// drop what is no repeat; so only what has the very form of our sessions counts.
/// </remarks>
internal static class JsonOrigin
{
    private const int TimeLength = 14;
    private const int ProcessLength = 12;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The identity among the members of an event of our JSON, or <see langword="null"/>.</summary>
    public static EventOrigin? OfJson(JsonObject json) =>
        Of(json, "session", "sequence", StringComparison.OrdinalIgnoreCase);

    /// <summary>The identity among the members of an event of our CLEF, or <see langword="null"/>.</summary>
    public static EventOrigin? OfClef(JsonObject json) => Of(json, "SessionId", "Sequence", StringComparison.Ordinal);

    private static EventOrigin? Of(JsonObject json, string session, string sequence, StringComparison comparison)
    {
        string? id = null;
        decimal? number = null;
        foreach (ref readonly var field in json.Fields)
        {
            if (id is null && field.Name.Text.Equals(session, comparison))
            {
                id = field.Text;
            }
            else if (number is null && field.Name.Text.Equals(sequence, comparison))
            {
                number = field.Number;
            }
        }

        return id is not null && IsSession(id) && number is > 0 and <= long.MaxValue
            ? new EventOrigin(id, (long)number)
            : null;
    }

    // 20260923104556-ab12cd34ef56, and -2 behind it for the second pipeline of a process.
    private static bool IsSession(ReadOnlySpan<char> id)
    {
        if (
            id.Length < TimeLength + 1 + ProcessLength
            || id[TimeLength] != '-'
            || id[..TimeLength].ContainsAnyExceptInRange('0', '9')
            || id.Slice(TimeLength + 1, ProcessLength).ContainsAnyExcept(HexDigits)
        )
        {
            return false;
        }

        var rest = id[(TimeLength + 1 + ProcessLength)..];
        return rest.IsEmpty
            || (rest.Length is > 1 and < 12 && rest[0] == '-' && !rest[1..].ContainsAnyExceptInRange('0', '9'));
    }
}
