using System;
using System.Buffers;
using System.Text;
using ActorLog.Events;
using ActorLog.Text;
using Microsoft.Extensions.Logging;

namespace ActorLog.Sinks;

/// <summary>
/// An event as the form that Python's <c>logging.handlers.HTTPHandler</c> sends: all attributes of a <c>LogRecord</c>, in
/// its order, as <c>str()</c> writes them, and the properties behind them as a record's extras.
/// </summary>
/// <remarks>
/// The message is rendered, so <c>args</c> is empty. What .NET does not know has the words that CPython has for an unknown
/// caller. <c>taskName</c> is there since CPython 3.12.
/// </remarks>
internal sealed class RecordFormatter(RecordProcess process) : ILogFormatter
{
    private static readonly string[] Names =
    [
        .. "name msg args levelname levelno pathname filename module exc_info exc_text stack_info lineno funcName".Split(
            ' '
        ),
        .. "created msecs relativeCreated thread threadName processName process taskName".Split(' '),
    ];

    private static readonly byte[] Caller = Encoding.ASCII.GetBytes(
        "&pathname=%28unknown+file%29&filename=%28unknown+file%29&module=%28unknown+file%29"
    );

    private static readonly byte[] Origin = Encoding.ASCII.GetBytes(
        "&stack_info=None&lineno=0&funcName=%28unknown+function%29"
    );

    private readonly byte[] _end =
    [
        .. Encoding.ASCII.GetBytes("&processName="),
        .. FormEncoding.Of(process.Name),
        .. Encoding.ASCII.GetBytes($"&process={process.Id}&taskName=None"),
    ];

    private readonly ByteBuffer _text = new(4096);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, IBufferWriter<byte> output)
    {
        output.Write("name="u8);
        FormEncoding.Append(logEvent.Category.Utf8.Span, output);
        output.Write("&msg="u8);
        _text.Clear();
        LogFormats.WriteMessage(logEvent, _text);
        FormEncoding.Append(_text.Written, output);
        output.Write("&args=%28%29&levelname="u8);
        output.Write(LevelOf(logEvent.Level));
        output.Write(Caller);
        WriteException(logEvent.Exception, output);
        output.Write(Origin);
        WriteTimes(logEvent, output);
        output.Write("&thread="u8);
        PythonText.Write(LogValue.From(logEvent.ThreadId), output);
        output.Write("&threadName="u8);
        Write(logEvent.ThreadName ?? "None", output);
        output.Write(_end);
        WriteExtras(logEvent.Properties, output);
    }

    private static ReadOnlySpan<byte> LevelOf(LogLevel level) =>
        level switch
        {
            LogLevel.Trace or LogLevel.Debug => "DEBUG&levelno=10"u8,
            LogLevel.Information => "INFO&levelno=20"u8,
            LogLevel.Warning => "WARNING&levelno=30"u8,
            LogLevel.Error => "ERROR&levelno=40"u8,
            _ => "CRITICAL&levelno=50"u8,
        };

    private void WriteException(ExceptionSnapshot? exception, IBufferWriter<byte> output)
    {
        if (exception is null)
        {
            output.Write("&exc_info=None&exc_text=None"u8);
            return;
        }

        output.Write("&exc_info="u8);
        Write($"{exception.Type}: {exception.Message}", output);
        output.Write("&exc_text="u8);
        Write(exception.Text, output);
    }

    private void WriteTimes(LogEvent logEvent, IBufferWriter<byte> output)
    {
        var sinceEpoch = logEvent.UtcTicks - DateTime.UnixEpoch.Ticks;
        var sinceStart = logEvent.UtcTicks - process.StartUtcTicks;
        output.Write("&created="u8);
        PythonText.Write(LogValue.From(sinceEpoch / (double)TimeSpan.TicksPerSecond), output);
        output.Write("&msecs="u8);
        var milliseconds = sinceEpoch % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMillisecond;
        PythonText.Write(LogValue.From((double)milliseconds), output);
        output.Write("&relativeCreated="u8);
        PythonText.Write(LogValue.From(sinceStart / (double)TimeSpan.TicksPerMillisecond), output);
    }

    private void WriteExtras(ReadOnlySpan<LogProperty> properties, IBufferWriter<byte> output)
    {
        for (var i = 0; i < properties.Length; i++)
        {
            ref readonly var property = ref properties[i];
            if (IsFirst(properties, i))
            {
                output.Write("&"u8);
                // Python forbids an extra to take a record's name; ours is kept under a name of its own.
                Write(Array.IndexOf(Names, property.Name) < 0 ? property.Name : property.Name + "_", output);
                output.Write("="u8);
                _text.Clear();
                PythonText.Write(property.Value, _text);
                FormEncoding.Append(_text.Written, output);
            }
        }
    }

    // A record has one attribute of a name; as everywhere, the message's value comes before a scope's.
    private static bool IsFirst(ReadOnlySpan<LogProperty> properties, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (string.Equals(properties[i].Name, properties[index].Name, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private void Write(string text, IBufferWriter<byte> output)
    {
        _text.Clear();
        Encoding.UTF8.GetBytes(text, _text);
        FormEncoding.Append(_text.Written, output);
    }
}
