using System;
using System.Buffers.Text;

namespace ActorLog.Host.Audit;

/// <summary>What the audit needs of a line. The default is a line without numbers.</summary>
internal ref struct NumberedLine
{
    // Six years of a million events a second. What is higher was not counted, and sums of such numbers would overflow.
    private const long Highest = 1L << 48;

    /// <summary>The session's bytes.</summary>
    public ReadOnlySpan<byte> Session { get; set; }

    /// <summary>The event's number; 0 when there is none.</summary>
    public long Sequence { get; set; }

    /// <summary>Whether the event is of the pipeline itself.</summary>
    public bool IsOfPipeline { get; set; }

    /// <summary>The property <c>DroppedCount</c>.</summary>
    public long DroppedCount { get; set; }

    /// <summary>The property <c>FirstSequence</c>.</summary>
    public long FirstSequence { get; set; }

    /// <summary>The property <c>LastSequence</c>.</summary>
    public long LastSequence { get; set; }

    /// <summary>Whether this is a gap notice.</summary>
    public readonly bool IsNotice => IsOfPipeline && DroppedCount > 0 && FirstSequence <= LastSequence;

    /// <summary>Whether there are numbers to audit.</summary>
    public readonly bool HasNumbers => !Session.IsEmpty && (Sequence > 0 || IsNotice);

    /// <summary>What the gap notice tells.</summary>
    public readonly GapNotice Notice => new(DroppedCount, FirstSequence, LastSequence);

    /// <summary>Reads digits.</summary>
    /// <returns>0 for what is not a number of ours.</returns>
    public static long Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out long number, out var used)
        && used == digits.Length
        && number is >= 0 and <= Highest
            ? number
            : 0;
}
