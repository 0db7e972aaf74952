using System;
using System.Collections.Generic;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>One error with its place. <see cref="ToString"/> gives the block that people read. Immutable.</summary>
public sealed class HoconError
{
    /// <summary>Makes an error.</summary>
    /// <param name="kind">What sort of error it is.</param>
    /// <param name="origin">The place, or null when there is none.</param>
    /// <param name="message">What was found, in one line.</param>
    /// <param name="hint">What stands behind the caret, such as <c>did you mean 'retry'?</c>.</param>
    /// <param name="notes">Lines under the block, such as <c>expected: one of a, b</c>.</param>
    public HoconError(
        HoconErrorKind kind,
        HoconOrigin? origin,
        string message,
        string? hint = null,
        IReadOnlyList<string>? notes = null
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        Kind = kind;
        Origin = origin;
        Message = message;
        Hint = hint;
        Notes = notes ?? [];
    }

    /// <summary>What sort of error it is.</summary>
    public HoconErrorKind Kind { get; }

    /// <summary>The place, or null when there is none.</summary>
    public HoconOrigin? Origin { get; }

    /// <summary>What is wrong, in one line.</summary>
    public string Message { get; }

    /// <summary>What stands behind the caret, or null.</summary>
    public string? Hint { get; }

    /// <summary>Further lines; never null.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>
    /// The whole block: <c>file:line:column: error: message</c>, the line with a caret under the place, the hint,
    /// the notes, and the include chain. Lines are separated by <c>\n</c>; there is none at the end.
    /// </summary>
    public override string ToString() => ErrorBlock.Render(this);
}
