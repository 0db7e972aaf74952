using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Hocon.Configuration;

/// <summary>Reads the document of a provider, each time anew.</summary>
internal abstract class DocumentReader(HoconConfigurationSource source)
{
    /// <summary>The files to watch before anything was read.</summary>
    public abstract IReadOnlyCollection<string> Files { get; }

    protected HoconConfigurationSource Source { get; } = source;

    /// <summary>Reads and resolves; the result names all files, also when there are errors.</summary>
    public HoconResult Read()
    {
        var parsed = Parse();
        if (!parsed.IsSuccess)
        {
            return parsed;
        }

        var resolved = parsed.Config.TryResolve(Source.ResolveOptions);
        if (resolved.Config is not { IsResolved: false } partial)
        {
            // The files of the reading, for a missing file has no configuration that could name it.
            return new HoconResult(resolved.Config, resolved.Errors, parsed.Files);
        }

        var open = partial.Entries().First(e => e.Value is HoconUnresolved);
        var message = $"'{open.Path}' has no value: {open.Value}";
        return new HoconResult(
            null,
            [new HoconError(HoconErrorKind.NotResolved, open.Value.Origin, message)],
            parsed.Files
        );
    }

    protected abstract HoconResult Parse();
}

/// <summary>A text or a stream.</summary>
internal sealed class MemoryReader(HoconConfigurationSource source) : DocumentReader(source)
{
    private byte[]? _bytes;

    public override IReadOnlyCollection<string> Files => [];

    protected override HoconResult Parse()
    {
        if (Source.Stream is null)
        {
            return HoconParser.Parse(Source.Text ?? "", Source.ParseOptions);
        }

        _bytes ??= Resolving.TextFile.ReadAll(Source.Stream);
        using var copy = new System.IO.MemoryStream(_bytes, writable: false);
        return HoconParser.ParseStream(copy, Source.ParseOptions);
    }
}

/// <summary>A file with all that it includes. Errors call it as the program does, not by its full path.</summary>
internal sealed class FileReader(HoconConfigurationSource source, string path) : DocumentReader(source)
{
    private readonly string _path = System.IO.Path.GetFullPath(path);

    public override IReadOnlyCollection<string> Files => [_path];

    protected override HoconResult Parse() =>
        Source.Optional && !System.IO.File.Exists(_path)
            ? new HoconResult(HoconConfig.Empty, [], Files)
            : HoconParser.ParseFile(Source.Path!, _path, Source.ParseOptions);
}
