using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorLog.Host.Status;

/// <summary>The status as a JSON document, which people read as well.</summary>
[JsonSerializable(typeof(HostStatus))]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class StatusJson : JsonSerializerContext
{
    private static readonly StatusJson Readable = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>The document.</summary>
    public static byte[] Write(HostStatus status) => JsonSerializer.SerializeToUtf8Bytes(status, Readable.HostStatus);

    /// <summary>The document.</summary>
    public static byte[] Write(HealthAnswer health) =>
        JsonSerializer.SerializeToUtf8Bytes(health, Readable.HealthAnswer);

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static HostStatus Read(string document) =>
        JsonSerializer.Deserialize(document, Readable.HostStatus) ?? throw new JsonException("null");
}
