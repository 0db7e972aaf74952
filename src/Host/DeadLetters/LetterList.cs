using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text;
using ActorLog.Journal;
using ActorLog.Text;

namespace ActorLog.Host.DeadLetters;

/// <summary>Writes dead letters for people, one a line.</summary>
internal sealed class LetterList(TextWriter output, TimeProvider clock)
{
    private const int LongestMessage = 120;

    private readonly ILogFormatter _message = LogFormats.Create("{Level} {Category}: {Message}", clock);
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private long _written;
    private long _skipped;

    /// <summary>Writes a letter.</summary>
    public void Write(DeadLetter letter)
    {
        _written++;
        var mark = letter.IsReplayed ? "replayed " : "";
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{letter.Id}\t{letter.Time:yyyy-MM-dd HH:mm:ss}Z\t{OneLine.Of(letter.Sink)}\t{mark}{Failure(letter)}\t{Message(letter)}"
            )
        );
    }

    /// <summary>Counts a letter that is not shown.</summary>
    public void Skip() => _skipped++;

    /// <summary>Writes the sum.</summary>
    public void End(string folder, string? sink)
    {
        var replayed =
            _skipped == 0 ? "" : $", and {_skipped} that {(_skipped == 1 ? "was" : "were")} replayed (--all)";
        var ofSink = sink is null ? "" : $" of sink '{OneLine.Of(sink)}'";
        output.WriteLine(
            _written == 0 ? $"no dead letters{ofSink} in '{folder}'{replayed}"
            : _written == 1 ? $"1 dead letter{replayed}"
            : $"{_written} dead letters{replayed}"
        );
    }

    private static string Failure(DeadLetter letter) =>
        OneLine.Of(letter.Failure.Reason) + (letter.IsReplaced ? " (a placeholder was delivered)" : "");

    private string Message(DeadLetter letter)
    {
        _buffer.ResetWrittenCount();
        _message.Format(letter.Event, _buffer);
        var text = Encoding.UTF8.GetString(_buffer.WrittenSpan);
        return text.Length <= LongestMessage ? text : text[..(LongestMessage - 1)] + "…";
    }
}
