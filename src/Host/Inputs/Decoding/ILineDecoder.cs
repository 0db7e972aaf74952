using System;
using System.Diagnostics.CodeAnalysis;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Turns one line that an input received into an event. The extension point for further formats.</summary>
/// <remarks>
/// A decoder never throws, whatever the bytes are: a line that is not in its format gives an error that names the place. It
/// keeps nothing between lines, so one decoder serves all threads. What it does not understand in a line it keeps as a
/// property or as text: nothing of a line is lost.
/// </remarks>
public interface ILineDecoder
{
    /// <summary>Reads one line.</summary>
    /// <param name="line">Valid UTF-8 without the line end. Read only during the call.</param>
    /// <param name="draft">The event; its category is empty and its time unset when the line does not say.</param>
    /// <param name="error">What is wrong with the line.</param>
    /// <returns>Whether the line is in the format.</returns>
    bool TryDecode(ReadOnlySpan<byte> line, [NotNullWhen(true)] out LogEventDraft? draft, out DecodeError error);
}
