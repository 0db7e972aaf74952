using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorLog.Hocon;

namespace ActorLog.Bench;

/// <summary>
/// Reading and resolving HOCON beside System.Text.Json reading the same data as JSON: by JsonDocument copied to a tree of
/// dictionaries, lists and strings, and by JsonNode with every value visited (it is lazy). Then growth: bytes of one
/// document, and the shapes that tempt a parser to be quadratic.
/// </summary>
internal static class HoconBench
{
    public static int Run(string[] args)
    {
        var report = new JsonObject
        {
            ["machine"] =
                $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {Environment.OSVersion.Platform}",
            ["beside-json"] = new JsonArray([.. Documents().Select(d => (JsonNode)Compare(d.Name, d.Text))]),
            ["size"] = new JsonArray([.. new[] { 1, 4, 16 }.Select(mb => (JsonNode)Size(mb))]),
            ["shapes"] = new JsonArray([.. HoconShapes.All().Select(s => (JsonNode)Shape(s.Name, s.Make, s.Count))]),
        };
        if (args.Contains("--json"))
        {
            Console.WriteLine(report.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        }
        else
        {
            Print(report);
        }

        return 0;
    }

    private static IEnumerable<(string Name, string Text)> Documents()
    {
        if (HoconShapes.Reference() is { } reference)
        {
            yield return ("reference.conf", reference);
        }

        yield return ("1 MB", HoconShapes.Document(1 << 20));
    }

    private static JsonObject Compare(string name, string text)
    {
        var json = HoconConfig.Parse(text).Resolve(HoconResolveOptions.NoEnvironment).ToJson();
        var runs = Math.Clamp(20_000_000 / text.Length, 15, 2_000);
        var hocon = ParseTiming.Take(runs, () => Parse(text));
        var document = ParseTiming.Take(runs, () => Tree(json));
        var node = ParseTiming.Take(runs, () => Visit(JsonNode.Parse(json)));
        return new JsonObject
        {
            ["document"] = name,
            ["hocon-chars"] = text.Length,
            ["json-chars"] = json.Length,
            ["hocon"] = hocon.ToJson(),
            ["json-document-tree"] = document.ToJson(),
            ["json-node-visited"] = node.ToJson(),
            ["time-to-json-document-tree"] = Math.Round(hocon.Microseconds / document.Microseconds, 2),
            ["time-to-json-node"] = Math.Round(hocon.Microseconds / node.Microseconds, 2),
            ["bytes-to-json-document-tree"] = Math.Round((double)hocon.Bytes / document.Bytes, 2),
            ["bytes-to-json-node"] = Math.Round((double)hocon.Bytes / node.Bytes, 2),
        };
    }

    private static JsonObject Size(int megabytes)
    {
        var text = HoconShapes.Document(megabytes << 20);
        var taken = ParseTiming.Take(7, () => Parse(text));
        return new JsonObject
        {
            ["megabytes"] = megabytes,
            ["ns-per-char"] = Math.Round(taken.Microseconds * 1_000 / text.Length, 1),
            ["bytes-per-char"] = Math.Round((double)taken.Bytes / text.Length, 1),
        };
    }

    /// <summary>Time for n, 2n and 4n; a linear shape has growth near 4, a quadratic one 16.</summary>
    private static JsonObject Shape(string name, Func<int, string> make, int count)
    {
        var times = new[] { 1, 2, 4 }
            .Select(f => make(count * f))
            .Select(t => ParseTiming.Take(5, () => Parse(t)))
            .ToArray();
        HoconShapes.DeleteFiles();
        return new JsonObject
        {
            ["shape"] = name,
            ["n"] = count,
            ["microseconds"] = new JsonArray([.. times.Select(t => (JsonNode)Math.Round(t.Microseconds))]),
            ["growth"] = Math.Round(times[2].Microseconds / times[0].Microseconds, 2),
        };
    }

    private static HoconConfig Parse(string text) => HoconConfig.Parse(text).Resolve(HoconResolveOptions.NoEnvironment);

    private static object? Tree(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Tree(document.RootElement);
    }

    private static object? Tree(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().ToDictionary(p => p.Name, p => Tree(p.Value)),
            JsonValueKind.Array => element.EnumerateArray().Select(Tree).ToList(),
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    private static object? Visit(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject obj:
                foreach (var (_, value) in obj)
                {
                    Visit(value);
                }

                break;
            case JsonArray array:
                foreach (var value in array)
                {
                    Visit(value);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return value.GetValue<string>();
        }

        return node;
    }

    private static void Print(JsonObject report)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in report)
        {
            text.Append(name).Append('\n');
            foreach (var row in value as JsonArray ?? [value!.ToString()])
            {
                text.Append("  ").Append(row!.ToJsonString()).Append('\n');
            }
        }

        Console.Write(text);
    }
}
