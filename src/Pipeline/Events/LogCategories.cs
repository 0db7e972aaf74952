using System;
using System.Collections.Concurrent;

namespace ActorLog.Events;

/// <summary>The categories of a pipeline by name: one object each. Thread-safe.</summary>
/// <remarks>Names that come from outside have no bound, so beyond <see cref="MaxKept"/> they get an object per event.</remarks>
internal sealed class LogCategories
{
    private const int MaxKept = 50_000;

    private readonly ConcurrentDictionary<string, LogCategory> _byName = new(StringComparer.Ordinal);

    public LogCategory Get(string name)
    {
        if (_byName.TryGetValue(name, out var known))
        {
            return known;
        }

        return _byName.Count >= MaxKept ? new LogCategory(name) : _byName.GetOrAdd(name, new LogCategory(name));
    }
}
