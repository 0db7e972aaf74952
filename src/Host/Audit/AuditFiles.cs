using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace ActorLog.Host.Audit;

/// <summary>Which files are meant by what stands on the command line, and their order.</summary>
internal static partial class AuditFiles
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>How the name of a file ends that is packed with gzip, as old files often are.</summary>
    public const string Packed = ".gz";

    /// <summary>Finds the files.</summary>
    /// <param name="names">Files, folders, patterns with <c>*</c> or <c>?</c> in their last part, or <c>-</c>.</param>
    /// <param name="error">What is wrong, or nothing.</param>
    /// <returns>The files in the order given; those of a folder or a pattern the oldest first.</returns>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> names, out string error)
    {
        error = names.Count(name => name == StandardInput) > 1 ? "standard input can be read only once" : "";
        var files = new List<string>();
        foreach (var name in names)
        {
            var found = Find(name, out var wrong);
            error = error.Length > 0 ? error : wrong;
            files.AddRange(found);
        }

        return files;
    }

    /// <summary>
    /// Sorts the files of a rolling sink, the oldest first: by the name with its date, then <c>app.1.log</c>, <c>app.2.log</c>,
    /// and last <c>app.log</c>, which is being written.
    /// </summary>
    public static IEnumerable<string> OldestFirst(IEnumerable<string> files) =>
        files
            .Select(file => (File: file, Name: RolledName().Match(NameOf(file))))
            .OrderBy(file => file.Name.Groups["stem"].Value, StringComparer.Ordinal)
            .ThenBy(file => file.Name.Groups["extension"].Value, StringComparer.Ordinal)
            .ThenBy(file => file.Name.Groups["number"] is { Success: true } number ? number.Length : int.MaxValue)
            .ThenBy(file => file.Name.Groups["number"].Value, StringComparer.Ordinal)
            .Select(file => file.File);

    private static string[] Find(string name, out string error)
    {
        error = "";
        if (name == StandardInput || File.Exists(name))
        {
            return [name];
        }

        if (Directory.Exists(name))
        {
            return OfFolder(name, out error);
        }

        var pattern = Path.GetFileName(name);
        var folder = Path.GetDirectoryName(name) is { Length: > 0 } parent ? parent : ".";
        string[] found =
            pattern.AsSpan().ContainsAny('*', '?') && Directory.Exists(folder)
                ? [.. OldestFirst(Directory.EnumerateFiles(folder, pattern))]
                : [];
        error = found.Length > 0 ? "" : $"there is no file '{name}'";
        return folder == "." ? [.. found.Select(file => Path.GetFileName(file))] : found;
    }

    // The name before it was packed.
    private static string NameOf(string file)
    {
        var name = Path.GetFileName(file);
        return name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) ? name[..^Packed.Length] : name;
    }

    private static string[] OfFolder(string folder, out string error)
    {
        string[] files =
        [
            .. OldestFirst(Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file)[0] != '.')),
        ];
        var outputs = files
            .Select(file => Digits().Replace(RolledName().Replace(NameOf(file), "${stem}${extension}"), "*"))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        error = outputs.Length switch
        {
            0 => $"there is no file in '{folder}'",
            1 => "",
            _ => $"'{folder}' has files of several outputs ({string.Join(", ", outputs)}): name those of one",
        };
        return files;
    }

    [GeneratedRegex(
        @"^(?<stem>.*?)(\.(?<number>[1-9][0-9]*))?(?<extension>\.(?![0-9]+$)[^.]*)?$",
        RegexOptions.Singleline
    )]
    private static partial Regex RolledName();

    [GeneratedRegex("[0-9]+(-[0-9]+)*")]
    private static partial Regex Digits();
}
