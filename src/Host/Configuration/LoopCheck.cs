using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using ActorLog.Host.Inputs.Http;
using ActorLog.Options;
using ActorLog.Sinks;

namespace ActorLog.Host.Configuration;

/// <summary>Finds sinks that would post to an input of the same host: each event would come round again for ever.</summary>
internal static class LoopCheck
{
    /// <summary>Adds an error for each such sink, at its URL.</summary>
    /// <param name="sinks">The sinks, by name.</param>
    /// <param name="inputs">The HTTP inputs.</param>
    /// <param name="path">The configuration path of the sinks.</param>
    /// <param name="errors">Where errors are collected.</param>
    public static void Check(
        IEnumerable<KeyValuePair<string, SinkOptions>> sinks,
        IEnumerable<HttpInputOptions> inputs,
        string path,
        OptionErrors errors
    )
    {
        foreach (var (name, sink) in sinks)
        {
            if (
                sink is HttpSinkOptions { Enabled: true } http
                && Uri.TryCreate(http.Url, UriKind.Absolute, out var url)
                && inputs.FirstOrDefault(input => IsSame(url, input.Listen)) is { } input
            )
            {
                errors.Add(
                    $"{path}:{name}:url",
                    $"this is the host's own input '{input.Name}' ({input.Listen}): every event would come round again",
                    "send to another address, or let the input listen on another port"
                );
            }
        }
    }

    private static bool IsSame(Uri url, ListenAddress listen)
    {
        if (url.Port != listen.Port)
        {
            return false;
        }

        var isOwnName = IsLocalName(url.IdnHost);
        if (!IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address))
        {
            return isOwnName && (listen.IsLoopback || listen.IsAny);
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.Equals(listen.Address) || (listen.IsAny && IsLocalAddress(address));
    }

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || host.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase);

    // 0.0.0.0 as a destination means this machine on most systems.
    private static bool IsLocalAddress(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || address.Equals(IPAddress.Any)
        || address.Equals(IPAddress.IPv6Any)
        || NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.Equals(address));
}
