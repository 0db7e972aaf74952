using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>The texts of the scopes, outermost first: <c>request 7 =&gt; checkout</c>.</summary>
internal sealed class ScopesPart : OutputPart
{
    public override void Write(ref Utf8Writer writer, LogEvent logEvent)
    {
        for (var i = 0; i < logEvent.Scopes.Count; i++)
        {
            if (i > 0)
            {
                writer.Write(" => "u8);
            }

            writer.WriteText<LineText>(logEvent.Scopes[i]);
        }
    }
}
