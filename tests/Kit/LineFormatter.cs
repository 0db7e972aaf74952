using System.Buffers;
using System.Text;
using ActorLog.Events;
using ActorLog.Text;

namespace ActorLog.Kit;

/// <summary>The simplest formatter: the message and a newline. Throws for an event whose template is <see cref="Poison"/>.</summary>
public sealed class LineFormatter : ILogFormatter
{
    /// <summary>The message that cannot be formatted.</summary>
    public const string Poison = "this cannot be formatted";

    public void Format(LogEvent logEvent, IBufferWriter<byte> output)
    {
        if (logEvent.RenderedMessage is { } rendered)
        {
            Encoding.UTF8.GetBytes(rendered, output);
        }

        foreach (var token in logEvent.Template.Tokens)
        {
            var text = token.IsHole ? logEvent.Properties[token.HoleIndex].Value.ToString() : token.Text;
            Encoding.UTF8.GetBytes(text, output);
        }

        // Only now, so that something half done has to be taken back.
        if (logEvent.Template.Text == Poison)
        {
            throw new System.FormatException(Poison);
        }

        output.Write("\n"u8);
    }
}
