using ActorLog.Capture;
using ActorLog.Events;

namespace ActorLog.Tests;

/// <summary>Logs what a draft says as a bridge would.</summary>
internal static class DraftLogging
{
    public static void Log(this LogPipeline pipeline, LogEventDraft draft) =>
        pipeline.Log(draft.Level, pipeline.GetCategory(draft.Category), draft, Write);

    private static void Write(LogEventWriter writer, LogEventDraft draft)
    {
        if (draft.Template is not null)
        {
            writer.SetTemplate(MessageTemplate.Get(draft.Template));
        }

        if (draft.Message is not null)
        {
            writer.SetMessage(draft.Message);
        }

        writer.SetException(draft.Exception);
        foreach (var property in draft.Properties)
        {
            writer.Add(property.Name, property.Value);
        }

        writer.AddAround([.. draft.ScopeProperties]);
    }
}
