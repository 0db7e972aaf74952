using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ActorLog.Bench;

/// <summary>The documents of <see cref="HoconBench"/>.</summary>
internal static class HoconShapes
{
    private static readonly List<string> Folders = [];

    /// <summary>A document as people write them: nested blocks, lists, units, references, of about this many characters.</summary>
    public static string Document(int characters)
    {
        var text = new StringBuilder("defaults { timeout = 10s, url = \"http://localhost:1987\" }\n");
        for (var i = 0; text.Length < characters; i++)
        {
            text.Append(
                $$"""
                service-{{i}} {
                  # one of many
                  name = "service number {{i}}"
                  enabled = {{(i % 2 == 0 ? "on" : "true")}}
                  timeout = ${defaults.timeout}
                  url = ${defaults.url}"/api/{{i}}"
                  retry { min-backoff = 200ms, max-backoff = 30 seconds, random-factor = 0.2 }
                  retry.attempts = {{i}}
                  tags = [alpha, "beta {{i}}", 3, null, { key : value }]
                }

                """
            );
        }

        return text.ToString();
    }

    /// <summary>The reference configuration of the repository, or null outside of it.</summary>
    public static string? Reference()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "hocon", "reference.conf");
            if (File.Exists(path))
            {
                return File.ReadAllText(path);
            }
        }

        return null;
    }

    public static IEnumerable<(string Name, Func<int, string> Make, int Count)> All() =>
        [
            ("long concatenation", n => "x = 1\na = " + Repeat(n, i => i % 3 == 0 ? "${x} " : "word "), 20_000),
            ("deep paths", n => Repeat(n, i => $"{string.Join('.', Enumerable.Repeat("k", 200))}.v{i} = {i}\n"), 250),
            ("many appends", n => Repeat(n, i => $"a += {i}\n"), 20_000),
            ("many appends of objects", n => "x = 1\n" + Repeat(n, i => $"a += {{ b = ${{x}}, c = {i} }}\n"), 10_000),
            ("many substitutions to one target", n => "x { y = 1 }\n" + Repeat(n, i => $"a{i} = ${{x.y}}\n"), 20_000),
            ("substitutions in a chain", n => Repeat(n, i => $"a{i} = ${{a{i + 1}}}\n") + $"a{n} = 1", 20_000),
            ("many layers of one key", n => "x { y = 1 }\n" + Repeat(n, i => $"a = ${{x}}\na {{ b{i} = 1 }}\n"), 1_000),
            ("a long include chain", IncludeChain, 50),
            ("many keys", n => Repeat(n, i => $"key-{i} = {i}\n"), 20_000),
            ("many duplicate keys", n => Repeat(n, i => $"a.b.c = {i}\n"), 20_000),
        ];

    public static void DeleteFiles()
    {
        Folders.ForEach(f => Directory.Delete(f, recursive: true));
        Folders.Clear();
    }

    private static string IncludeChain(int length)
    {
        var folder = Directory.CreateTempSubdirectory("hocon-bench-").FullName;
        Folders.Add(folder);
        for (var i = 0; i < length; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"f{i}.conf"), $"a{i} = {i}\ninclude \"f{i + 1}.conf\"\n");
        }

        return $"include file(\"{Path.Combine(folder, "f0.conf").Replace('\\', '/')}\")";
    }

    private static string Repeat(int count, Func<int, string> make)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(make(i));
        }

        return text.ToString();
    }
}
