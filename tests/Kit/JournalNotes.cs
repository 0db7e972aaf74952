using System;
using System.Collections.Generic;
using ActorLog.Journal;

namespace ActorLog.Kit;

/// <summary>Collects what a journal tells, and lets a test act at a point of its life.</summary>
public sealed class JournalNotes : IJournalObserver
{
    /// <summary>The names of the points, in their order.</summary>
    public List<string> Points { get; } = [];

    public List<string> Reports { get; } = [];

    public Action<string> OnPoint { get; set; } = _ => { };

    void IJournalObserver.Reached(JournalPoint point)
    {
        Points.Add(point.ToString());
        OnPoint(point.ToString());
    }

    void IJournalObserver.Report(string text)
    {
        lock (Reports)
        {
            Reports.Add(text);
        }
    }
}
