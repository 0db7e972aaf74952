using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Text;
using Microsoft.Extensions.Logging;

namespace ActorLog.Sinks;

/// <summary>Writes events to standard output and standard error: one write for each run of events on the same stream.</summary>
internal sealed class ConsoleSink : ILogSink
{
    private readonly ConsoleStream _output;
    private readonly ConsoleStream _error;
    private readonly LogLevel _errorLevel;
    private readonly SafeFormatter _formatter;
    private readonly ByteBuffer _buffer = new();

    /// <summary>Creates the sink.</summary>
    /// <param name="output">Where events go.</param>
    /// <param name="error">Where events at or above <paramref name="errorLevel"/> go.</param>
    /// <param name="errorLevel">The least level for <paramref name="error"/>; None for no event at all.</param>
    /// <param name="formatter">Makes the bytes.</param>
    public ConsoleSink(ConsoleStream output, ConsoleStream error, LogLevel errorLevel, ILogFormatter formatter)
    {
        _output = output;
        _error = error;
        _errorLevel = errorLevel;
        _formatter = formatter as SafeFormatter ?? new SafeFormatter(formatter);
    }

    /// <inheritdoc/>
    public ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _buffer.Clear();
        var written = 0;
        var current = StreamOf(batch[0]);
        try
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var stream = StreamOf(batch[i]);
                if (stream != current || _buffer.Length >= ByteBuffer.BlockSize)
                {
                    Write(current);
                    written = i;
                    current = stream;
                    if (cancellationToken.IsCancellationRequested)
                    {
                        return ValueTask.FromResult(SinkResult.Partial(written));
                    }
                }

                Format(batch[i], stream.Color);
            }

            Write(current);
            return ValueTask.FromResult(SinkResult.Delivered);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ValueTask.FromResult(SinkResult.Failed(Judge(failure, current), written));
        }
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    /// <remarks>The streams stay open: they are the process's.</remarks>
    public ValueTask DisposeAsync() => default;

    private static SinkFailure Judge(Exception failure, ConsoleStream stream) =>
        BrokenPipe.Is(failure)
            ? new SinkFailure(FailureKind.Fatal, $"the reader of {stream.Name} has gone")
            : new SinkFailure(FailureKind.Transient, $"{stream.Name}: {failure.Message}");

    private ConsoleStream StreamOf(LogEvent logEvent) => logEvent.Level >= _errorLevel ? _error : _output;

    private void Format(LogEvent logEvent, bool color)
    {
        var begin = color ? LevelColors.Of(logEvent.Level) : [];
        if (begin.IsEmpty)
        {
            _formatter.Format(logEvent, _buffer);
            return;
        }

        _buffer.Write(begin);
        _formatter.Format(logEvent, _buffer);
        var end = LineEnd(_buffer.Written);
        _buffer.CutTo(_buffer.Length - end.Length);
        _buffer.Write(LevelColors.Reset);
        _buffer.Write(end);
    }

    private static ReadOnlySpan<byte> LineEnd(ReadOnlySpan<byte> text) =>
        text.EndsWith("\r\n"u8) ? "\r\n"u8
        : text.EndsWith("\n"u8) ? "\n"u8
        : [];

    private void Write(ConsoleStream stream)
    {
        stream.Stream.Write(_buffer.Written);
        stream.Stream.Flush();
        _buffer.Clear();
    }
}
