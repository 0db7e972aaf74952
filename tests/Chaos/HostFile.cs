using System.IO;

namespace ActorLog.Chaos;

/// <summary>Writes the configuration of the host that is put to the test.</summary>
internal static class HostFile
{
    /// <summary>Writes it into a folder, and gives its path.</summary>
    /// <param name="folder">The folder, where the journal will be too.</param>
    /// <param name="destination">Where events go.</param>
    /// <param name="hasJournal">Whether there is a journal; without one a kill loses what is in memory.</param>
    /// <param name="segmentSize">The size of the journal's files: small, so that many come and go.</param>
    public static string Write(string folder, string destination, bool hasJournal, string segmentSize)
    {
        var path = Path.Combine(folder, "chaos.conf");
        var journal = $$"""
              journal {
                enabled = on, path = "journal", ack = fsynced
                segment-size = {{segmentSize}}, max-bytes = 256 MiB, min-free-disk = 0
              }
            """;
        File.WriteAllText(
            path,
            $$"""
            actorlog {
              inputs { http { type = http, listen = "127.0.0.1:0" } }
            {{(hasJournal ? journal : "")}}
              sinks {
                http {
                  type = http, url = "{{destination}}", payload = ndjson, timeout = 1s
                  {{(hasJournal ? "durable = on" : "")}}
                  retry { min-backoff = 5ms, max-backoff = 100ms, refused-backoff = 50ms }
                }
              }
            }
            """
        );
        return path;
    }
}
