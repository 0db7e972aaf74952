using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Host.Inputs.Http;
using ActorLog.Sinks;

namespace ActorLog.Host.Running;

/// <summary>What is told on stderr when the host has started: what listens where, where events go, and a line to try.</summary>
internal static class Banner
{
    private const int NameWidth = 10;

    public static void Write(
        TextWriter writer,
        string configuration,
        IReadOnlyList<StartedInput> inputs,
        IEnumerable<KeyValuePair<string, SinkOptions>> sinks
    )
    {
        writer.WriteLine($"actorlog {HostVersion.Text}, configuration: {configuration}");
        foreach (var input in inputs.Where(input => input.Input.Description.Count > 0))
        {
            writer.WriteLine($"  in   {input.Name, -NameWidth} {string.Join(", ", input.Input.Description)}");
        }

        foreach (var (name, sink) in sinks)
        {
            writer.WriteLine($"  out  {name, -NameWidth} {Describe(sink)}");
        }

        if (inputs.Select(input => input.Input).OfType<HttpInput>().FirstOrDefault()?.Address is { } address)
        {
            writer.WriteLine($"  try  curl -d 'hello' {address}ingest");
        }

        writer.WriteLine("  end  Ctrl+C delivers what is waiting and prints the ledger");
    }

    private static string Describe(SinkOptions sink) =>
        sink switch
        {
            FileSinkOptions file => $"file {Path.GetFullPath(file.Path)}",
            HttpSinkOptions http => $"{http.Method} {WithoutQuery(http.Url)}",
            _ => sink.Type,
        };

    // A query may hold a key that is nobody's business.
    private static string WithoutQuery(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Path) : url;
}
