using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Hocon.Tests.Conformance;

/// <summary>The public conformance cases, which lie beside the repository where somebody has fetched them.</summary>
internal static class CaseFolder
{
    /// <summary>The folder, or null when it is not there.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Read JVM properties, so their result is not comparable.</summary>
    private static readonly string[] Incomparable = ["test01", "test03"];

    public static IEnumerable<Case> All() =>
        Root is null
            ? []
            : Directory
                .EnumerateFiles(Path.Combine(Root, "testdata"), "*.*", SearchOption.AllDirectories)
                .Where(f =>
                    f.EndsWith(".conf", StringComparison.Ordinal) || f.EndsWith(".properties", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
                .Select(ToCase)
                .OfType<Case>();

    private static Case? ToCase(string file)
    {
        var relative = Path.GetRelativePath(Path.Combine(Root!, "testdata"), Path.ChangeExtension(file, null))
            .Replace('\\', '/');
        var expected = Path.Combine(Root!, "expected", relative);
        var environment = Path.ChangeExtension(file, ".env");
        if (File.Exists(expected + ".error") || File.Exists(expected + "-expected-error.json"))
        {
            return new Case(relative, file, null, environment);
        }

        var json = expected + "-expected.json";
        return File.Exists(json) && !Incomparable.Contains(relative)
            ? new Case(relative, file, json, environment)
            : null;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorLog.sln")))
            {
                var cases = Path.Combine(folder.FullName, "..", "shared", "hocon-cases");
                return Directory.Exists(cases) ? Path.GetFullPath(cases) : null;
            }
        }

        return null;
    }
}

/// <summary>One case; without a file of the expected value it must fail.</summary>
internal sealed record Case(string Name, string File, string? Expected, string EnvironmentFile)
{
    public Func<string, string?> Environment()
    {
        if (!System.IO.File.Exists(EnvironmentFile))
        {
            return static _ => null;
        }

        var variables = System
            .IO.File.ReadLines(EnvironmentFile)
            .Where(l => l.Length > 0 && !l.StartsWith('#') && l.Contains('='))
            .ToDictionary(l => l[..l.IndexOf('=')], l => l[(l.IndexOf('=') + 1)..]);
        return name => variables.GetValueOrDefault(name);
    }
}
