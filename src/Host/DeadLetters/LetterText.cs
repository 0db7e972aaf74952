using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorLog.Journal;
using ActorLog.Text;

namespace ActorLog.Host.DeadLetters;

/// <summary>Writes all of a dead letter for people.</summary>
internal static class LetterText
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The letter, on several lines.</summary>
    public static string Of(DeadLetter letter)
    {
        var text = new StringBuilder();
        var failure = letter.Failure;
        Add(text, "dead letter", letter.Id + (letter.IsReplayed ? ", replayed" : ""));
        Add(text, "sink", letter.Sink);
        Add(text, "given up", letter.Time.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Add(text, "failure", $"{failure.Kind.ToString().ToLowerInvariant()}: {failure.Reason}");
        Add(text, "status", failure.Status?.ToString(CultureInfo.InvariantCulture));
        Add(text, "answer", failure.Response);
        Add(text, "attempts", letter.Attempts == 0 ? null : letter.Attempts.ToString(CultureInfo.InvariantCulture));
        Add(text, "delivered", letter.IsReplaced ? "a placeholder" : "nothing");
        Add(text, "message", LogFormats.MessageOf(letter.Event));
        using var document = JsonDocument.Parse(LetterJson.Line(letter));
        return text.Append(Indented(document.RootElement.GetProperty("event"))).ToString();
    }

    private static string Indented(JsonElement element)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name, -12} {OneLine.Of(value)}\n");
        }
    }
}
