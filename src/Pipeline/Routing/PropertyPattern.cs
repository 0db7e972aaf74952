using ActorLog.Events;

namespace ActorLog.Routing;

/// <summary>A property by name, and what its text must be; <c>*</c> in the text stands for anything. Pure.</summary>
internal sealed record PropertyPattern(string Name, string Text)
{
    public bool Matches(LogEvent logEvent) =>
        logEvent.TryGetProperty(Name, out var value)
        && CategoryPattern.MatchesWildcards(Text, value.Text ?? value.ToString());
}
