using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Text;

namespace ActorLog.Sinks;

/// <summary>Appends events to a file: in blocks of whole lines, each block one write.</summary>
/// <remarks>
/// Nothing is kept back: when a batch is answered, the operating system has all of it, so the death of the process loses
/// nothing and <c>tail -f</c> shows it. Writes are synchronous: on a file the asynchronous ones only cost a thread more.
/// </remarks>
internal sealed class FileSink(RollingFile file, ILogFormatter formatter) : ILogSink
{
    private readonly SafeFormatter _formatter = formatter as SafeFormatter ?? new SafeFormatter(formatter);
    private readonly ByteBuffer _buffer = new();

    // How many events of the current batch are in the file for good.
    private int _delivered;

    /// <inheritdoc/>
    public ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _delivered = 0;
        _buffer.Clear();
        try
        {
            file.Prepare();
            WriteEvents(batch, cancellationToken);
            return ValueTask.FromResult(SinkResult.Delivered);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // A worker whose time is up may have a successor already: the file is no longer its own to cut.
            file.Abandon(takeBack: !cancellationToken.IsCancellationRequested);
            if (Answer(failure) is { } answer)
            {
                return ValueTask.FromResult(answer);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        file.Flush();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return default;
    }

    private void WriteEvents(LogBatch batch, CancellationToken cancellationToken)
    {
        if (file.EndsInsideLine)
        {
            _buffer.Write("\n"u8);
        }

        for (var i = 0; i < batch.Count; i++)
        {
            var before = _buffer.Length;
            _formatter.Format(batch[i], _buffer);
            if (file.IsFull(before, _buffer.Length))
            {
                file.Append(_buffer.Written[..before]);
                file.EndBatch();
                _delivered = i;
                _buffer.DropFirst(before);
                file.Roll();
            }

            if (_buffer.Length >= ByteBuffer.BlockSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                WriteBlock(delivers: i + 1);
            }
        }

        WriteBlock(delivers: batch.Count);
        file.EndBatch();
    }

    private void WriteBlock(int delivers)
    {
        if (file.Append(_buffer.Written))
        {
            _delivered = delivers;
        }

        _buffer.Clear();
    }

    /// <summary>What a failure means for the batch; null when none of it was delivered and the exception says all.</summary>
    private SinkResult? Answer(Exception failure) =>
        failure switch
        {
            UnauthorizedAccessException => Failed(FailureKind.Refused, failure),
            IOException when _delivered > 0 => Failed(FailureKind.Transient, failure),
            OperationCanceledException when _delivered > 0 => SinkResult.Partial(_delivered),
            _ => null,
        };

    private SinkResult Failed(FailureKind kind, Exception failure) =>
        SinkResult.Failed(new SinkFailure(kind, failure.Message), _delivered);
}
