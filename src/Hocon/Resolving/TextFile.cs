using System;
using System.IO;
using System.Security;
using System.Text;
using System.Text.Unicode;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>Bytes to text. A missing file is no text; whatever else goes wrong is an error, never swallowed.</summary>
internal static class TextFile
{
    public static HoconSource? Read(string name, string path, HoconOrigin? from, ErrorList errors)
    {
        try
        {
            return Decode(name, File.ReadAllBytes(path), from, path, errors);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (IsReadError(e))
        {
            // What the system says of a folder is that access is denied, which sends people to its permissions.
            var reason = Directory.Exists(path) ? "it is a folder" : e.Message;
            errors.Add(
                new HoconError(HoconErrorKind.Include, from, $"the file '{name}' cannot be read", null, [reason])
            );
            return null;
        }
    }

    public static HoconSource? Fetch(Uri url, Func<Uri, Stream?> reader, HoconOrigin from, ErrorList errors)
    {
        try
        {
            using var stream = reader(url);
            return stream is null ? null : Decode(url.ToString(), ReadAll(stream), from, null, errors);
        }
        catch (Exception e) when (IsReadError(e) || e is System.Net.Http.HttpRequestException)
        {
            errors.Add(new HoconError(HoconErrorKind.Include, from, $"'{url}' cannot be read", null, [e.Message]));
            return null;
        }
    }

    public static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Text must be UTF-8; the place of the first byte that is not is the place of the error.</summary>
    public static HoconSource? Decode(string name, byte[] bytes, HoconOrigin? from, string? path, ErrorList errors)
    {
        // A byte order mark is no character of the first line: columns are those that editors show.
        var utf8 = bytes.AsSpan();
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        if (Utf8.IsValid(utf8))
        {
            return new HoconSource(name, Encoding.UTF8.GetString(utf8), from, path);
        }

        var chars = new char[utf8.Length];
        Utf8.ToUtf16(utf8, chars, out var read, out var written, replaceInvalidSequences: false);
        var source = new HoconSource(name, new string(chars, 0, written), from, path);
        var isUtf16 = utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        errors.Syntax(
            source,
            written,
            0,
            isUtf16 ? "this file is UTF-16" : $"the byte {utf8[read]:X2} here is not UTF-8",
            isUtf16 ? "save it as UTF-8" : "HOCON files are UTF-8"
        );
        return null;
    }

    private static bool IsReadError(Exception e) =>
        e
            is IOException
                or UnauthorizedAccessException
                or SecurityException
                or ArgumentException
                or NotSupportedException;
}
