using System;
using System.Collections.Generic;
using System.Net;
using ActorLog.Options;

namespace ActorLog.Host.Inputs.Http;

/// <summary>The options of an HTTP input.</summary>
public sealed record HttpInputOptions : InputOptions
{
    internal const string Kind = "http";

    /// <inheritdoc/>
    public override string Type => Kind;

    /// <summary>Where to listen. Default: 127.0.0.1:1987.</summary>
    public ListenAddress Listen { get; init; } = new(IPAddress.Loopback, 1987);

    /// <summary>The largest body, both as sent and unpacked. Default: 4 MiB.</summary>
    public long MaxBody { get; init; } = 4 * 1024 * 1024;

    /// <summary>The longest line of a body. Default: 1 MiB.</summary>
    public long MaxLine { get; init; } = 1024 * 1024;

    /// <summary>The most events in a body. Default: 50,000.</summary>
    public int MaxEvents { get; init; } = 50_000;

    /// <summary>The longest request line, which holds the records that come with GET. Default: 64 KiB.</summary>
    public long MaxRequestLine { get; init; } = 64 * 1024;

    /// <summary>
    /// The memory that all requests being read may hold together; beyond it senders are told to come again. A request that is
    /// alone is always read. Default: 64 MiB.
    /// </summary>
    public long MaxInFlight { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// How long a request waits until the journal holds its events; beyond it the sender is told to come again. Default: 30 s.
    /// </summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most connections at once; fewer where the process may open too few files. Default: 1,024.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>
    /// Host names by which senders may call a loopback address besides <c>localhost</c> and addresses. Default: none. They
    /// are checked so that a web page cannot write logs through a name that it controls.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <inheritdoc/>
    public override ILogInput CreateInput(InputContext context) => new HttpInput(this, context);

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors, string path)
    {
        ArgumentNullException.ThrowIfNull(errors);
        errors.Require(MaxBody is >= 1024 and <= int.MaxValue / 2, $"{path}:max-body", "must be 1 KiB to 1 GiB");
        errors.Require(MaxLine is >= 1024 and <= int.MaxValue / 2, $"{path}:max-line", "must be 1 KiB to 1 GiB");
        errors.Require(MaxEvents >= 1, $"{path}:max-events", "must be at least 1");
        errors.Require(
            MaxRequestLine is >= 1024 and <= 1024 * 1024,
            $"{path}:max-request-line",
            "must be 1 KiB to 1 MiB"
        );
        errors.Require(MaxInFlight >= 1, $"{path}:max-in-flight", "must be at least 1");
        errors.Require(CommitTimeout > TimeSpan.Zero, $"{path}:commit-timeout", "must be more than 0");
        errors.RequireDayAtMost(CommitTimeout, $"{path}:commit-timeout");
        errors.Require(MaxConnections >= 1, $"{path}:max-connections", "must be at least 1");
    }

    internal static HttpInputOptions Read(OptionsReader reader, string name)
    {
        var defaults = new HttpInputOptions();
        return ReadCommon(reader, name, defaults) with
        {
            Listen = ReadListen(reader, defaults.Listen),
            MaxBody = reader.Size("max-body", defaults.MaxBody),
            MaxLine = reader.Size("max-line", defaults.MaxLine),
            MaxEvents = reader.Int("max-events", defaults.MaxEvents),
            MaxRequestLine = reader.Size("max-request-line", defaults.MaxRequestLine),
            MaxInFlight = reader.Size("max-in-flight", defaults.MaxInFlight),
            CommitTimeout = reader.Duration("commit-timeout", defaults.CommitTimeout),
            MaxConnections = reader.Int("max-connections", defaults.MaxConnections),
            AllowedHosts = reader.List("allowed-hosts"),
        };
    }

    private static ListenAddress ReadListen(OptionsReader reader, ListenAddress defaultValue)
    {
        var text = reader.Text("listen", defaultValue.ToString());
        if (ListenAddress.TryParse(text, out var address))
        {
            return address;
        }

        reader.Errors.Add(
            reader.PathOf("listen"),
            $"expected an address and a port such as 127.0.0.1:1987, [::1]:1987 or *:1987; found '{text}'"
        );
        return defaultValue;
    }
}
