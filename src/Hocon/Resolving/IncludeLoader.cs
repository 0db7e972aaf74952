using System;
using System.Collections.Generic;
using System.IO;
using ActorLog.Hocon.Parsing;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>Finds, reads and parses what include statements name, and keeps chains and numbers of files in bounds.</summary>
internal sealed class IncludeLoader(HoconParseOptions options, ErrorList errors)
{
    /// <summary>The extensions of a name without one, the weakest first.</summary>
    private static readonly string[] Extensions = [".properties", ".json", ".conf"];

    private readonly HashSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>Where the current include looked.</summary>
    private readonly List<string> _tried = [];
    private int _count;

    /// <summary>Every file that was read or looked for: the files that a change of which changes the document.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <summary>Gives the trees to merge, the weakest first; none when the file is missing and may be.</summary>
    public List<(HoconSource Source, SyntaxObject Tree)> Load(SyntaxInclude include, HoconSource from)
    {
        var result = new List<(HoconSource, SyntaxObject)>();
        var origin = new HoconOrigin(from, include.Start, include.Length);
        var before = errors.Count;
        _tried.Clear();
        if (from.Depth == HoconLimits.MaxIncludeDepth)
        {
            Fail(HoconErrorKind.Limit, origin, $"more than {HoconLimits.MaxIncludeDepth} files include each other");
        }
        else if (Url(include, origin) is { } url)
        {
            LoadUrl(url, origin, result);
        }
        else if (include.Kind != IncludeKind.Url)
        {
            LoadFiles(include, from, origin, result);
        }

        if (result.Count == 0 && include.IsRequired && errors.Count == before)
        {
            var message = $"the required file '{include.Target}' is missing";
            errors.Add(new HoconError(HoconErrorKind.Include, origin, message, null, [.. _tried]));
        }

        return result;
    }

    /// <summary>Reads the file that a document begins with.</summary>
    public (HoconSource Source, SyntaxTree Tree)? LoadRoot(string name, string path)
    {
        if (FullPath(path) is not { } full)
        {
            errors.Add(new HoconError(HoconErrorKind.Include, null, $"'{name}' cannot be the name of a file"));
            return null;
        }

        _files.Add(full);
        var text = TextFile.Read(name, full, null, errors);
        if (text is null && errors.Count == 0)
        {
            var message = $"the file '{name}' does not exist";
            errors.Add(new HoconError(HoconErrorKind.Include, null, message, null, [$"looked for: {full}"]));
        }

        return text is null ? null : (text, ParseBySuffix(text, full));
    }

    private SyntaxTree ParseBySuffix(HoconSource source, string path) =>
        path.EndsWith(".properties", StringComparison.OrdinalIgnoreCase)
            ? PropertiesParser.Parse(source, errors)
            : Parser.Parse(source, errors);

    private Uri? Url(SyntaxInclude include, HoconOrigin origin)
    {
        if (include.Kind is IncludeKind.File or IncludeKind.ClassPath)
        {
            return null;
        }

        var address = WithSlashes(include.Target);
        var isUrl =
            Uri.TryCreate(address, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeFile)
            && address.StartsWith(url.Scheme + ":", StringComparison.OrdinalIgnoreCase);
        if (!isUrl && include.Kind == IncludeKind.Url)
        {
            Fail(
                HoconErrorKind.Include,
                origin,
                $"'{include.Target}' is no address",
                "expected http:, https: or file:"
            );
        }

        return isUrl ? url : null;
    }

    /// <summary><c>file:/path</c> is how Java writes <c>file:///path</c>.</summary>
    private static string WithSlashes(string address) =>
        address.StartsWith("file:/", StringComparison.OrdinalIgnoreCase)
        && !address.StartsWith("file://", StringComparison.OrdinalIgnoreCase)
            ? $"file://{address.AsSpan("file:".Length)}"
            : address;

    private void LoadUrl(Uri url, HoconOrigin origin, List<(HoconSource, SyntaxObject)> result)
    {
        if (url.IsFile)
        {
            LoadFile(url.LocalPath, url.LocalPath, origin, result);
        }
        else if (options.UrlReader is null)
        {
            Fail(
                HoconErrorKind.Include,
                origin,
                $"'{url}' is not fetched",
                "give HoconParseOptions.UrlReader to allow it"
            );
        }
        else if (TextFile.Fetch(url, options.UrlReader, origin, errors) is { } source)
        {
            Take(source, url.AbsolutePath, origin, result);
        }
    }

    private void LoadFiles(
        SyntaxInclude include,
        HoconSource from,
        HoconOrigin origin,
        List<(HoconSource, SyntaxObject)> result
    )
    {
        var folder = include.Kind switch
        {
            IncludeKind.File => "",
            IncludeKind.ClassPath => options.ClassPathDirectory,
            _ => from.Path is null ? options.BaseDirectory : Path.GetDirectoryName(from.Path),
        };
        var target = include.Kind == IncludeKind.ClassPath ? include.Target.TrimStart('/') : include.Target;
        if (folder is null && !Path.IsPathRooted(target))
        {
            _tried.Add("the including text is no file and stands in no folder: give HoconParseOptions.BaseDirectory");
            return;
        }

        if (target.Length == 0)
        {
            return;
        }

        var path = Path.Combine(folder ?? "", target);
        var shown = include.Kind == IncludeKind.Heuristic ? Beside(from, target) : path;
        if (Array.Exists(Extensions, e => target.EndsWith(e, StringComparison.Ordinal)))
        {
            LoadFile(path, shown, origin, result);
            return;
        }

        foreach (var extension in Extensions)
        {
            LoadFile(path + extension, shown + extension, origin, result);
        }
    }

    /// <summary>An included file is named as its includer was: relative names stay relative.</summary>
    private static string Beside(HoconSource from, string target)
    {
        var folder = from.Path is null ? "" : Path.GetDirectoryName(from.Name);
        return string.IsNullOrEmpty(folder) ? target : Path.Combine(folder, target);
    }

    private void LoadFile(string path, string shown, HoconOrigin origin, List<(HoconSource, SyntaxObject)> result)
    {
        if (FullPath(path) is not { } full)
        {
            Fail(HoconErrorKind.Include, origin, $"'{shown}' cannot be the name of a file");
            return;
        }

        for (var including = origin; including is not null; including = including.IncludedFrom)
        {
            if (including.Path == full)
            {
                Fail(HoconErrorKind.Cycle, origin, $"the file '{shown}' includes itself");
                return;
            }
        }

        _files.Add(full);
        _tried.Add($"looked for: {full}");
        if (TextFile.Read(shown, full, origin, errors) is { } source)
        {
            Take(source, full, origin, result);
        }
    }

    private void Take(HoconSource source, string name, HoconOrigin origin, List<(HoconSource, SyntaxObject)> result)
    {
        if (++_count > HoconLimits.MaxIncludes)
        {
            if (_count == HoconLimits.MaxIncludes + 1)
            {
                Fail(HoconErrorKind.Limit, origin, $"more than {HoconLimits.MaxIncludes} includes in one document");
            }

            return;
        }

        if (ParseBySuffix(source, name) is SyntaxObject tree)
        {
            result.Add((source, tree));
        }
        else
        {
            Fail(
                HoconErrorKind.WrongType,
                origin,
                $"the file '{source.Name}' is a list",
                "only an object can be included"
            );
        }
    }

    private static string? FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return null;
        }
    }

    private void Fail(HoconErrorKind kind, HoconOrigin origin, string message, string? hint = null) =>
        errors.Add(new HoconError(kind, origin, message, hint));
}
