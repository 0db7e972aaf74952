using System;
using System.Buffers;

namespace ActorLog.Text;

/// <summary>The name of a property as the formats with keys write it, prepared once for the holes of a template.</summary>
/// <remarks>
/// Prepared by the first event that needs it: lines of text need neither, and would wait for both at the start. Safe on any
/// thread: two that come at once prepare the same.
/// </remarks>
internal sealed class PropertyKey(string name)
{
    private KnownName _name = new(name);
    private byte[]? _json;
    private byte[]? _logfmt;

    private delegate void Write(ref Utf8Writer writer, string name);

    /// <summary>The name.</summary>
    public string Name => _name.Text;

    /// <summary>Whether this is the key of a property of this name.</summary>
    public bool IsNamed(string name) => _name.Is(name);

    /// <summary>The key of JSON, with its colon.</summary>
    public ReadOnlySpan<byte> Json => _json ??= Prepare(Name, WriteJson);

    /// <summary>The key of logfmt, with its equals sign.</summary>
    public ReadOnlySpan<byte> Logfmt => _logfmt ??= Prepare(Name, LogfmtText.WriteKey);

    /// <summary>Writes the key of JSON for a name that is not prepared.</summary>
    public static void WriteJson(ref Utf8Writer writer, string name)
    {
        JsonText.WriteString(ref writer, name);
        writer.Write((byte)':');
    }

    private static byte[] Prepare(string name, Write write)
    {
        var buffer = new ArrayBufferWriter<byte>(name.Length + 16);
        var writer = new Utf8Writer(buffer, name.Length);
        write(ref writer, name);
        writer.Commit();
        return buffer.WrittenSpan.ToArray();
    }
}
