using System;
using System.IO;

namespace ActorLog.Sinks;

/// <summary>The file that a sink is writing: opens it, begins a new one when it is time, and takes a failed write back.</summary>
internal sealed class RollingFile : IDisposable
{
    // How often it is asked whether the file still has its name, and how long a failed renaming is left alone.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RenameInterval = TimeSpan.FromMinutes(1);
    private const int MostRenames = 10;

    private readonly IFileSystem _files;
    private readonly FileNamePolicy _names;
    private readonly RollPolicy _rolls;
    private readonly LogFolder _folder;
    private readonly FileSinkOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<string> _report;
    private readonly IntervalSync? _intervalSync;

    private IAppendFile? _file;
    private string _path = "";
    private DateTime _period;
    private long _checkedAt;
    private long? _renameFailedAt;

    // The file's length: as far as what counts as delivered, and with everything that was written since.
    private long _settled;
    private long _length;

    public RollingFile(FileSinkOptions options, FileNamePolicy names, IFileSystem files, SinkContext context)
    {
        _options = options;
        _names = names;
        _files = files;
        _clock = context.Clock;
        _report = context.Report;
        _rolls = new RollPolicy(options.Rolling.Interval, options.Rolling.MaxFileSize);
        _folder = new LogFolder(files, names, new RetentionPolicy(options.Retention), _clock, _report);
        _intervalSync = options.Sync == FileSync.Interval ? new(options.SyncInterval, _clock, _report) : null;
    }

    /// <summary>Whether the next bytes must begin with a newline, lest they continue a line that a crash cut short.</summary>
    public bool EndsInsideLine { get; private set; }

    /// <summary>Makes sure that the right file is open, under its right name. Called before each batch.</summary>
    public void Prepare()
    {
        var now = (_options.Utc ? _clock.GetUtcNow() : _clock.GetLocalNow()).DateTime;
        if (_file is null)
        {
            Open(_rolls.PeriodOf(now));
        }
        else if (_rolls.Next(_period, now) is var next && next != _period)
        {
            Close();
            Open(next);
        }
        else if (_clock.GetElapsedTime(_checkedAt) >= CheckInterval && IsMoved())
        {
            Close();
            Open(_period);
        }

        _length = _settled = _file!.Length;
    }

    /// <summary>Whether the file must be rolled before an event that ends <paramref name="after"/> bytes behind its end.</summary>
    /// <param name="before">How many bytes wait to be written before the event.</param>
    /// <param name="after">How many bytes wait with it.</param>
    public bool IsFull(int before, int after) =>
        _rolls.IsFull(_length + before, _length + after)
        && (_renameFailedAt is not { } at || _clock.GetElapsedTime(at) >= RenameInterval);

    /// <summary>Writes whole lines. True when they count as delivered already, false when only <see cref="EndBatch"/> makes it so.</summary>
    public bool Append(ReadOnlySpan<byte> lines)
    {
        _length += lines.Length;
        _file!.Append(lines);
        EndsInsideLine = false;
        if (_options.Sync == FileSync.Batch)
        {
            return false;
        }

        _settled = _length;
        _intervalSync?.Written(_file);
        return true;
    }

    /// <summary>Makes all that was written count as delivered.</summary>
    public void EndBatch()
    {
        if (_options.Sync == FileSync.Batch)
        {
            _file!.Sync();
            _settled = _length;
        }
    }

    /// <summary>Gives the full file a number and begins the next one. <see cref="EndBatch"/> comes before.</summary>
    public void Roll()
    {
        if (!IsMoved())
        {
            Close();
            Rename();
        }
        else
        {
            Close();
        }

        Open(_period);
        _length = _settled = _file!.Length;
    }

    /// <summary>Closes the file after a failure.</summary>
    /// <param name="takeBack">Whether to take back what does not count as delivered, so that it is not there twice.</param>
    public void Abandon(bool takeBack)
    {
        try
        {
            if (takeBack)
            {
                TakeBack();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _report(
                $"a failed write to '{_path}' could not be taken back, events may stand there twice: {failure.Message}"
            );
        }

        CloseQuietly();
    }

    /// <summary>Puts on the disk what should be there by and by.</summary>
    public void Flush() => _intervalSync?.Sync();

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseQuietly();
        _intervalSync?.Dispose();
    }

    private void Open(DateTime period)
    {
        _period = period;
        _path = _names.Current(period);
        _file = _files.OpenAppend(_path);
        _checkedAt = _clock.GetTimestamp();
        EndsInsideLine = _file.EndsInsideLine;
        _folder.Retain(_path);
    }

    private void Close()
    {
        var file = _file;
        _file = null;
        try
        {
            _intervalSync?.Sync();
        }
        finally
        {
            file?.Dispose();
        }
    }

    private void TakeBack()
    {
        // If the file is longer than we can have made it, another process has written behind us.
        if (_file is not null && _file.Length is var length && length > _settled && length <= _length)
        {
            _file.CutTo(_settled);
        }
    }

    private void CloseQuietly()
    {
        try
        {
            Close();
        }
        catch (IOException failure)
        {
            _report($"'{_path}' could not be closed properly: {failure.Message}");
        }
    }

    private bool IsMoved()
    {
        _checkedAt = _clock.GetTimestamp();
        return !_file!.IsAt(_path);
    }

    // Another process that writes the file may roll it at the same moment: it takes the number, and begins a new file.
    private bool TryRename()
    {
        for (var attempt = 0; attempt < MostRenames; attempt++)
        {
            if (_files.TryMove(_path, _folder.NextNumbered(_period)) || IsRolledByAnother())
            {
                return true;
            }
        }

        _report($"'{_path}' is full but the numbers that it could have are taken, it is written on");
        return false;
    }

    private bool IsRolledByAnother() => _files.Find(_path) is not var (length, _) || length < _length;

    // A file that cannot be renamed is written on, larger than it should be: better than no file.
    private void Rename()
    {
        try
        {
            _renameFailedAt = TryRename() ? null : _clock.GetTimestamp();
        }
        catch (FileNotFoundException)
        {
            // Another process has just renamed it.
            _renameFailedAt = null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _renameFailedAt = _clock.GetTimestamp();
            _report($"'{_path}' is full but could not be renamed, it is written on: {failure.Message}");
        }
    }
}
