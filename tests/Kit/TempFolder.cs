using System;
using System.IO;
using System.Linq;

namespace ActorLog.Kit;

/// <summary>A folder of a test's own, gone with the test.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("actorlog-").FullName;

    /// <summary>The names of the files in it, in ordinal order.</summary>
    public string[] FileNames =>
        [.. Directory.EnumerateFiles(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal)!];

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The text of a file in it.</summary>
    public string Read(string name) => System.IO.File.ReadAllText(File(name));

    /// <summary>Writes a file into it, and gives its path.</summary>
    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
