using System.IO;

namespace ActorLog.Chaos;

/// <summary>The configuration of a host that is put to the test.</summary>
internal sealed record HostFile
{
    /// <summary>Where it listens.</summary>
    public string Listen { get; init; } = "127.0.0.1:0";

    /// <summary>Where its events go.</summary>
    public required string Destination { get; init; }

    /// <summary>Whether there is a journal; without one a kill loses what is in memory.</summary>
    public bool HasJournal { get; init; } = true;

    /// <summary>The size of the journal's files: small, so that many come and go.</summary>
    public string SegmentSize { get; init; } = "256 KiB";

    /// <summary>When an event counts as safe.</summary>
    public string Ack { get; init; } = "fsynced";

    /// <summary>The most that the journal may hold.</summary>
    public string MaxBytes { get; init; } = "256 MiB";

    /// <summary>Writes it into a folder, where the journal will be too, and gives its path.</summary>
    public string Write(string folder)
    {
        var path = Path.Combine(folder, "chaos.conf");
        var journal = $$"""
              journal {
                enabled = on, path = "journal", ack = {{Ack}}
                segment-size = {{SegmentSize}}, max-bytes = {{MaxBytes}}, min-free-disk = 0
              }
            """;
        File.WriteAllText(
            path,
            $$"""
            actorlog {
              inputs { http { type = http, listen = "{{Listen}}" } }
            {{(HasJournal ? journal : "")}}
              sinks {
                http {
                  type = http, url = "{{Destination}}", payload = ndjson, timeout = 1s
                  {{(HasJournal ? "durable = on" : "")}}
                  retry { min-backoff = 5ms, max-backoff = 100ms, refused-backoff = 50ms }
                }
              }
            }
            """
        );
        return path;
    }
}
