using System;
using ActorLog.Sinks;

namespace ActorLog;

/// <summary>Adds files to a pipeline.</summary>
public static class FileSinkExtensions
{
    /// <summary>Adds a sink named <c>file</c> that appends to a file.</summary>
    /// <remarks>It replaces a sink of that name: a further file needs a name of its own, by <c>AddSink("audit", new FileSinkOptions { ... })</c>.</remarks>
    /// <param name="builder">The pipeline.</param>
    /// <param name="path">The file; folders are created. <c>{date}</c> stands for the day or hour.</param>
    /// <param name="configure">Changes its options: <c>o => o with { Format = "json" }</c>.</param>
    public static PipelineBuilder AddFile(
        this PipelineBuilder builder,
        string path,
        Func<FileSinkOptions, FileSinkOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var options = new FileSinkOptions { Path = path };
        return builder.AddSink("file", configure?.Invoke(options) ?? options);
    }
}
