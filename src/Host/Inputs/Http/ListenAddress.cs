using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace ActorLog.Host.Inputs.Http;

/// <summary>An address to listen on: <c>127.0.0.1:1987</c>, <c>[::1]:1987</c>, <c>localhost:1987</c>, <c>*:1987</c>, <c>:1987</c>.</summary>
/// <param name="Address">The address; every one of the machine for <c>*</c> and nothing.</param>
/// <param name="Port">The port; 0 lets the system choose a free one.</param>
public sealed record ListenAddress(IPAddress Address, int Port)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Whether it listens on every address of the machine.</summary>
    public bool IsAny => Address.Equals(IPAddress.IPv6Any) || Address.Equals(IPAddress.Any);

    /// <summary>Reads an address. A name other than <c>localhost</c> is none: what it means could change behind our back.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ListenAddress? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        text = text.Trim();
        var colon = text.LastIndexOf(':');
        if (
            colon < 0
            || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        )
        {
            return false;
        }

        var host = text[..colon];
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        IPAddress? ip = host switch
        {
            "" or "*" or "+" => IPAddress.IPv6Any,
            "localhost" => IPAddress.Loopback,
            _ => IPAddress.TryParse(isBracketed ? host[1..^1] : host, out var parsed) ? parsed : null,
        };
        if (ip is null || (host.Contains(':', StringComparison.Ordinal) && !isBracketed))
        {
            return false;
        }

        address = new ListenAddress(ip, port);
        return true;
    }

    /// <summary>The address as it can be written into a URL.</summary>
    public override string ToString() => new IPEndPoint(Address, Port).ToString();
}
