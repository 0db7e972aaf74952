using System;
using System.IO;
using ActorLog.Hocon.Parsing;
using ActorLog.Hocon.Resolving;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>
/// Reads HOCON. Whatever the text says, these methods give a result and do not throw: errors are values. Thread-safe.
/// What is read is not resolved: lay it over its fallbacks first, then call <see cref="HoconConfig.Resolve"/>.
/// </summary>
public static class HoconParser
{
    private static readonly HoconParseOptions Defaults = new();

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">What the text is called and where its includes are.</param>
    /// <returns>The configuration or the errors.</returns>
    public static HoconResult Parse(string text, HoconParseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= Defaults;
        var errors = new ErrorList();
        var loader = new IncludeLoader(options, errors);
        var source = new HoconSource(options.SourceName, text);
        return Merge(source, Parser.Parse(source, errors), loader, errors);
    }

    /// <summary>Reads a stream to its end. The stream stays open.</summary>
    /// <param name="stream">Bytes of UTF-8.</param>
    /// <param name="options">What the text is called and where its includes are.</param>
    /// <returns>The configuration or the errors.</returns>
    /// <exception cref="IOException">The stream itself fails.</exception>
    public static HoconResult ParseStream(Stream stream, HoconParseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= Defaults;
        var errors = new ErrorList();
        var loader = new IncludeLoader(options, errors);
        var source = TextFile.Decode(options.SourceName, TextFile.ReadAll(stream), null, null, errors);
        return source is null ? Failed(errors, loader) : Merge(source, Parser.Parse(source, errors), loader, errors);
    }

    /// <summary>Reads a file. A name that ends in <c>.properties</c> is read as such, any other as HOCON.</summary>
    /// <param name="path">The file. Errors call it by this name.</param>
    /// <param name="options">Where includes other than those beside the file are.</param>
    /// <returns>The configuration or the errors; a missing or unreadable file is an error as well.</returns>
    public static HoconResult ParseFile(string path, HoconParseOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ParseFile(path, path, options ?? Defaults);
    }

    /// <summary>Reads a file that errors call by another name.</summary>
    internal static HoconResult ParseFile(string name, string path, HoconParseOptions options)
    {
        var errors = new ErrorList();
        var loader = new IncludeLoader(options, errors);
        return loader.LoadRoot(name, path) is { } root
            ? Merge(root.Source, root.Tree, loader, errors)
            : Failed(errors, loader);
    }

    private static HoconResult Merge(HoconSource source, SyntaxTree tree, IncludeLoader loader, ErrorList errors)
    {
        if (tree is not SyntaxObject root)
        {
            var origin = new HoconOrigin(source, tree.Start, 1);
            const string message = "the root is a list, and a configuration is an object";
            errors.Add(new HoconError(HoconErrorKind.WrongType, origin, message));
            return Failed(errors, loader);
        }

        var config = Merger.Merge(source, root, loader, errors);
        return new HoconResult(new HoconConfig(config, loader.Files), errors.Errors, loader.Files);
    }

    private static HoconResult Failed(ErrorList errors, IncludeLoader loader) => new(null, errors.Errors, loader.Files);
}
