using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Text;
using ActorLog.Journal;
using ActorLog.Text;

namespace ActorLog.Host.Journals;

/// <summary>Writes events as text, and tells people what is missing between them.</summary>
internal sealed class JournalExport : IDisposable
{
    private const int Block = 64 * 1024;

    private readonly SafeFormatter _formatter;
    private readonly TextWriter _output;
    private readonly TextWriter? _file;
    private readonly TextWriter _error;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public JournalExport(string format, string? file, TextWriter output, TextWriter error)
    {
        _formatter = new SafeFormatter(LogFormats.Create(format, TimeProvider.System));
        _file = file is null
            ? null
            : new StreamWriter(
                file,
                new UTF8Encoding(false),
                new() { Mode = FileMode.CreateNew, Access = FileAccess.Write }
            );
        _output = _file ?? output;
        _error = error;
    }

    /// <summary>Whether nothing was missing.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Writes entries.</summary>
    public void Write(IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Event is { } logEvent)
            {
                _formatter.Format(logEvent, _buffer);
                if (_buffer.WrittenCount >= Block)
                {
                    Flush();
                }
            }
            else
            {
                IsWhole = false;
                _error.WriteLine(
                    entry.Problem is { } problem ? $"position {entry.Position}: {problem}"
                    : entry.Missing == 1 ? $"position {entry.Position} is missing"
                    : $"positions {entry.Position} to {entry.Position + entry.Missing - 1} are missing"
                );
            }
        }

        Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Flush()
    {
        _output.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _buffer.ResetWrittenCount();
    }
}
