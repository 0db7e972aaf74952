using System;
using System.Collections.Generic;
using ActorLog.Journal;

namespace ActorLog.Kit;

/// <summary>Collects what a journal tells, and lets a test act at a point of its life.</summary>
public sealed class JournalNotes : IJournalObserver
{
    internal List<JournalPoint> Points { get; } = [];

    public List<string> Reports { get; } = [];

    internal Action<JournalPoint> OnPoint { get; set; } = _ => { };

    void IJournalObserver.Reached(JournalPoint point)
    {
        Points.Add(point);
        OnPoint(point);
    }

    void IJournalObserver.Report(string text)
    {
        lock (Reports)
        {
            Reports.Add(text);
        }
    }
}
