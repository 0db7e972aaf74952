using System;
using ActorLog.Options;
using ActorLog.Text;

namespace ActorLog.Sinks;

/// <summary>Appends events to a file, as UTF-8 without a byte order mark, and begins new files when it is time.</summary>
/// <remarks>
/// <para>
/// When a batch counts as delivered the operating system has it: nothing is kept back in the process. To write less often and
/// more at once, let events wait in the queue, where they still count as undelivered: <c>batch.linger</c>.
/// </para>
/// <para>
/// A file that somebody deletes or renames is noticed within a second, and a new one begun; one that is cut short
/// (copytruncate) is appended to. On Linux several processes may write one file, and no line overwrites another; elsewhere give
/// each its own with <c>{pid}</c>.
/// </para>
/// </remarks>
public sealed record FileSinkOptions : SinkOptions
{
    /// <inheritdoc/>
    public override string Type => "file";

    /// <summary>
    /// The path of the file, absolute or from the working directory. Folders are made. Placeholders: <c>{date}</c>, in the
    /// file's name only: the day (<c>2020-09-23</c>) or hour (<c>2020-09-23-10</c>) that the file is for; without it, files that roll
    /// by time have <c>-{date}</c> before the extension. <c>{pid}</c>: the process. <c>{machine}</c>: the machine. Required.
    /// Each file sink of a pipeline needs a file of its own.
    /// </summary>
    /// <remarks>
    /// The file that is being written has this name. One that was full is renamed: <c>app.1.log</c>, <c>app.2.log</c>; higher
    /// numbers are later, also across restarts, and no file is ever overwritten.
    /// </remarks>
    public string Path { get; init; } = "";

    /// <summary>How events are written: the name of a format, or an output template. Default: <c>text</c>.</summary>
    public string Format { get; init; } = "text";

    /// <summary>
    /// How long events may wait so that more of them are written at once. They wait in the queue, where they still count as
    /// undelivered: nothing is ever acknowledged that a crash of the process could take. The same as <c>batch.linger</c>.
    /// Default: 0, what is there is written at once.
    /// </summary>
    public TimeSpan FlushInterval
    {
        get => Batch.Linger;
        init => Batch = Batch with { Linger = value };
    }

    /// <summary>When a new file begins.</summary>
    public RollingOptions Rolling { get; init; } = new();

    /// <summary>Which old files are deleted.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>Whether files roll and are named by UTC instead of local time. Default: off.</summary>
    public bool Utc { get; init; }

    /// <summary>When the operating system is made to put the bytes on the disk. Default: off, in its own time.</summary>
    public FileSync Sync { get; init; } = FileSync.Off;

    /// <summary>How much time's events may be lost with the power. Default: 1 s. Ignored unless <see cref="Sync"/> is Interval.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override ILogSink CreateSink(SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Create(context, new DiskFileSystem(), context.Safe(LogFormats.Create(Format, context.Clock)));
    }

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors, string path)
    {
        base.Validate(errors, path);
        if (FileNamePolicy.Check(Path, Rolling.Interval) is { } wrongPath)
        {
            errors.Add($"{path}:path", wrongPath);
        }

        if (!LogFormats.TryValidate(Format, out var wrongFormat))
        {
            errors.Add($"{path}:format", wrongFormat!);
        }

        errors.Require(SyncInterval > TimeSpan.Zero, $"{path}:fsync-interval", "must be more than 0");
        errors.RequireDayAtMost(SyncInterval, $"{path}:fsync-interval");
        Rolling.Validate(errors, $"{path}:rolling");
        Retention.Validate(errors, $"{path}:retention");
    }

    internal static FileSinkOptions Read(OptionsReader reader, FileSinkOptions? defaults = null)
    {
        var common = ReadCommon(reader, defaults ?? new FileSinkOptions());
        return common with
        {
            Path = reader.Text("path", common.Path),
            Format = reader.Text("format", common.Format),
            FlushInterval = ReadFlushInterval(reader, common.FlushInterval),
            Rolling = RollingOptions.Read(reader.Section("rolling"), common.Rolling),
            Retention = RetentionOptions.Read(reader.Section("retention"), common.Retention),
            Utc = reader.Flag("utc", common.Utc),
            Sync = reader.Choice(
                "fsync",
                common.Sync,
                ("off", FileSync.Off),
                ("batch", FileSync.Batch),
                ("interval", FileSync.Interval)
            ),
            SyncInterval = reader.Duration("fsync-interval", common.SyncInterval),
        };
    }

    /// <summary>A wrong value is told here, under the key that was written: later it is that of <c>batch.linger</c>.</summary>
    private static TimeSpan ReadFlushInterval(OptionsReader reader, TimeSpan linger)
    {
        var interval = reader.Duration("flush-interval", linger);
        if (interval == linger)
        {
            return linger;
        }

        var path = reader.PathOf("flush-interval");
        reader.Errors.Require(interval >= TimeSpan.Zero, path, "must not be negative");
        reader.Errors.RequireDayAtMost(interval, path);
        return interval >= TimeSpan.Zero && interval <= TimeSpan.FromDays(1) ? interval : linger;
    }

    /// <summary>Makes the sink over another file system or with another formatter.</summary>
    internal ILogSink Create(SinkContext context, IFileSystem files, ILogFormatter formatter)
    {
        var machine = string.Concat(Environment.MachineName.Split(System.IO.Path.GetInvalidFileNameChars()));
        // Not the directory of now: a sink that is made anew after a failure goes on in the same file.
        var path =
            context.Folder.Length > 0
                ? System.IO.Path.GetFullPath(Path, context.Folder)
                : System.IO.Path.GetFullPath(Path);
        var names = new FileNamePolicy(
            path,
            Rolling.Interval,
            Environment.ProcessId,
            machine,
            SharedFiles.SystemIgnoresCase
        );
        return new FileSink(new RollingFile(this, names, files, context), formatter);
    }
}
