using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Hocon.Resolving;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>
/// A configuration: an object with keys, perhaps not resolved yet. Immutable and thread-safe.
/// The usual way is <c>HoconConfig.ParseFile("app.conf").WithFallback(defaults).Resolve()</c>, then the getters.
/// </summary>
public sealed partial class HoconConfig : IEquatable<HoconConfig>
{
    internal HoconConfig(HoconObject root, IReadOnlyCollection<string>? files = null)
    {
        Root = root;
        Files = files ?? [];
    }

    /// <summary>The configuration without any key.</summary>
    public static HoconConfig Empty { get; } = new(new HoconObject(HoconSource.Nowhere("empty"), 0, 0, []));

    /// <summary>All keys.</summary>
    public HoconObject Root { get; }

    /// <summary>Whether every substitution has its value. Getters fail on those that have not.</summary>
    public bool IsResolved => Root.IsResolved;

    /// <summary>The full paths of all files that were read or looked for to make this, fallbacks included.</summary>
    public IReadOnlyCollection<string> Files { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">What the text is called and where its includes are.</param>
    /// <returns>The configuration, not resolved yet.</returns>
    /// <exception cref="HoconException">The text has errors.</exception>
    public static HoconConfig Parse(string text, HoconParseOptions? options = null) =>
        HoconParser.Parse(text, options).GetOrThrow();

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">Bytes of UTF-8.</param>
    /// <param name="options">What the text is called and where its includes are.</param>
    /// <returns>The configuration, not resolved yet.</returns>
    /// <exception cref="HoconException">The text has errors.</exception>
    public static HoconConfig ParseStream(Stream stream, HoconParseOptions? options = null) =>
        HoconParser.ParseStream(stream, options).GetOrThrow();

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Where includes other than those beside the file are.</param>
    /// <returns>The configuration, not resolved yet.</returns>
    /// <exception cref="HoconException">The file is missing or has errors.</exception>
    public static HoconConfig ParseFile(string path, HoconParseOptions? options = null) =>
        HoconParser.ParseFile(path, options).GetOrThrow();

    /// <summary>Makes a configuration of values.</summary>
    /// <param name="values">
    /// Keys (a single one each, not a path) with strings, booleans, numbers, null, lists or further maps.
    /// </param>
    /// <param name="name">What errors and origins call it.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="HoconException">A value has a type that HOCON has not, or maps lie too deep.</exception>
    public static HoconConfig FromMap(IEnumerable<KeyValuePair<string, object?>> values, string name = "map")
    {
        ArgumentNullException.ThrowIfNull(values);
        return new HoconConfig(MapReader.Read(values, name));
    }

    /// <summary>
    /// Lays this over another: its keys win, objects merge, and a value that is no object hides what lies below.
    /// Substitutions are resolved afterwards, so each may have its value from the other.
    /// </summary>
    /// <param name="fallback">What applies where this has nothing.</param>
    /// <returns>Both.</returns>
    public HoconConfig WithFallback(HoconConfig fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        var merged = FallbackMerge.Merge(fallback.Root, Root);
        IReadOnlyCollection<string> files =
            fallback.Files.Count == 0 ? Files : [.. Files.Concat(fallback.Files).Distinct(StringComparer.Ordinal)];
        return new HoconConfig(merged, files);
    }

    /// <summary>Gives every substitution its value.</summary>
    /// <param name="options">The environment, and whether all must have one.</param>
    /// <returns>The resolved configuration.</returns>
    /// <exception cref="HoconException">Substitutions have no value or lead to themselves, or values cannot be joined.</exception>
    public HoconConfig Resolve(HoconResolveOptions? options = null) => TryResolve(options).GetOrThrow();

    /// <summary>Gives every substitution its value; what is wrong is in the result, all of it.</summary>
    /// <param name="options">The environment, and whether all must have one.</param>
    /// <returns>The resolved configuration or the errors.</returns>
    public HoconResult TryResolve(HoconResolveOptions? options = null) => TryResolve(Root, options);

    /// <summary>Gives every substitution its value from another configuration, whose keys do not come along.</summary>
    /// <param name="source">Where paths are looked up; it must be resolved.</param>
    /// <param name="options">The environment, and whether all must have one.</param>
    /// <returns>The resolved configuration.</returns>
    /// <exception cref="HoconException">As for <see cref="Resolve"/>; or the source is not resolved.</exception>
    public HoconConfig ResolveWith(HoconConfig source, HoconResolveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.IsResolved)
        {
            const string message = "substitutions are looked up in a configuration that is not resolved itself";
            throw new HoconException(new HoconError(HoconErrorKind.NotResolved, source.Root.Origin, message));
        }

        return TryResolve(source.Root, options).GetOrThrow();
    }

    /// <summary>The configuration as JSON.</summary>
    /// <param name="indented">On many lines or on one.</param>
    /// <returns>The text.</returns>
    /// <exception cref="HoconException">It is not resolved.</exception>
    public string ToJson(bool indented = true) => JsonText.Write(Root, indented, origins: false);

    /// <summary>
    /// The configuration as JSON in which each value that is no container is an object with <c>value</c> and
    /// <c>origin</c> (<c>file:line:column</c>).
    /// </summary>
    /// <param name="indented">On many lines or on one.</param>
    /// <returns>The text.</returns>
    /// <exception cref="HoconException">It is not resolved.</exception>
    public string ToJsonWithOrigins(bool indented = true) => JsonText.Write(Root, indented, origins: true);

    /// <summary>
    /// The configuration as HOCON, also when it is not resolved. Reading and resolving it gives an equal one; but a file
    /// that was included within an object has two places to look its substitutions up at, and only the inner one is written.
    /// </summary>
    /// <param name="indented">On many lines or on one.</param>
    /// <returns>The text.</returns>
    public string ToHocon(bool indented = true) => HoconText.Write(Root, indented, rootBraces: false);

    /// <summary>Lists every value that is no container, and every empty container, in the order of the keys.</summary>
    /// <returns>The values with their paths and places.</returns>
    public IEnumerable<HoconEntry> Entries() => EntryReader.Read(Root);

    /// <inheritdoc />
    public bool Equals(HoconConfig? other) => other is not null && Root.Equals(other.Root);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as HoconConfig);

    /// <inheritdoc />
    public override int GetHashCode() => Root.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => HoconText.Write(Root, indented: false);

    private HoconResult TryResolve(HoconObject source, HoconResolveOptions? options)
    {
        var errors = new ErrorList();
        var root = Resolver.Resolve(Root, source, options ?? HoconResolveOptions.Default, errors);
        return new HoconResult(new HoconConfig(root, Files), errors.Errors, Files);
    }
}
