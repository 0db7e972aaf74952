using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Unicode;

namespace ActorLog.Host.Ingest;

/// <summary>The fields of a form body or a query: <c>application/x-www-form-urlencoded</c>.</summary>
/// <remarks>
/// ASP.NET's own reader replaces what is not UTF-8 and limits the number of keys; here bytes that are no text are an error
/// that the sender is told, and the size of the body is the only limit.
/// </remarks>
internal static class FormFields
{
    /// <summary>The fields in their order.</summary>
    /// <returns>
    /// <see langword="null"/> when a name or value is not UTF-8, or when a name occurs twice: to take one of the two would
    /// lose the other silently.
    /// </returns>
    public static OrderedDictionary<string, string>? Read(ReadOnlySpan<byte> form, out string error)
    {
        error = "";
        var fields = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        var buffer = ArrayPool<byte>.Shared.Rent(form.Length);
        try
        {
            foreach (var range in form.Split((byte)'&'))
            {
                var field = form[range];
                var equals = field.IndexOf((byte)'=');
                var name = Decode(equals < 0 ? field : field[..equals], buffer);
                var value = equals < 0 ? "" : Decode(field[(equals + 1)..], buffer);
                if (name is null || value is null)
                {
                    error = $"field {fields.Count + 1} of the form is not UTF-8";
                    return null;
                }

                if (name.Length > 0 && !fields.TryAdd(name, value))
                {
                    error = $"the field '{name}' occurs twice";
                    return null;
                }
            }

            return fields;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A % that no two digits follow stands for itself, as Python and browsers read it.
    private static string? Decode(ReadOnlySpan<byte> encoded, byte[] buffer)
    {
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var b = encoded[i];
            if (
                b == '%'
                && i + 2 < encoded.Length
                && Hex(encoded[i + 1]) is var high and >= 0
                && Hex(encoded[i + 2]) is var low and >= 0
            )
            {
                b = (byte)((high << 4) | low);
                i += 2;
            }
            else if (b == '+')
            {
                b = (byte)' ';
            }

            buffer[length++] = b;
        }

        var bytes = buffer.AsSpan(0, length);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static int Hex(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => -1,
        };
}
