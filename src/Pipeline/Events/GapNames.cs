namespace ActorLog.Events;

/// <summary>The properties of a gap notice by which others know it: the HTTP sink, and in outputs <c>actorlog verify</c>.</summary>
internal static class GapNames
{
    public const string DroppedCount = "DroppedCount";
    public const string FirstSequence = "FirstSequence";
    public const string LastSequence = "LastSequence";
}
