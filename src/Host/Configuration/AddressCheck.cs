using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using ActorLog.Host.Inputs.Http;
using ActorLog.Options;

namespace ActorLog.Host.Configuration;

/// <summary>Finds inputs that would listen where another one of the same host does already: the second could not start.</summary>
internal static class AddressCheck
{
    /// <summary>Adds an error for each such input, at its address.</summary>
    /// <param name="inputs">The HTTP inputs.</param>
    /// <param name="path">The configuration path of the inputs.</param>
    /// <param name="errors">Where errors are collected.</param>
    public static void Check(IReadOnlyList<HttpInputOptions> inputs, string path, OptionErrors errors)
    {
        for (var i = 1; i < inputs.Count; i++)
        {
            var listen = inputs[i].Listen;
            if (inputs.Take(i).FirstOrDefault(other => Overlap(other.Listen, listen)) is { } first)
            {
                errors.Add(
                    $"{path}:{inputs[i].Name}:listen",
                    $"input '{first.Name}' listens on {first.Listen} already: one address is for one input",
                    "let one of them listen on another port"
                );
            }
        }
    }

    // Port 0 is another free port each time.
    private static bool Overlap(ListenAddress a, ListenAddress b) =>
        a.Port == b.Port && a.Port != 0 && (Covers(a.Address, b.Address) || Covers(b.Address, a.Address));

    // `*` is a socket for both families, 0.0.0.0 for one.
    private static bool Covers(IPAddress a, IPAddress b) =>
        Plain(a).Equals(Plain(b))
        || a.Equals(IPAddress.IPv6Any)
        || (a.Equals(IPAddress.Any) && Plain(b).AddressFamily == AddressFamily.InterNetwork);

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
