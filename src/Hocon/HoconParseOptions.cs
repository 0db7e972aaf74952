using System;
using System.IO;

namespace ActorLog.Hocon;

/// <summary>How a text is read. Immutable once made.</summary>
public sealed class HoconParseOptions
{
    /// <summary>What errors call a text that is not a file. Default: <c>text</c>.</summary>
    public string SourceName { get; init; } = "text";

    /// <summary>
    /// The folder that <c>include "name"</c> is relative to in a text that is not a file. Default: null, and then such
    /// an include finds nothing. It is never the current directory. Ignored for files: theirs is their own folder.
    /// </summary>
    public string? BaseDirectory { get; init; }

    /// <summary>
    /// The folder that <c>classpath("name")</c> means, for .NET has no class path. Default: the folder of the program.
    /// </summary>
    public string ClassPathDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>
    /// Fetches what <c>url("address")</c> names, or gives null when there is nothing. Default: null, and then only
    /// addresses of files are read, and others are an error.
    /// </summary>
    public Func<Uri, Stream?>? UrlReader { get; init; }
}
