using System;
using System.Collections.Generic;
using System.Threading;
using ActorLog.Events;

namespace ActorLog.Runtime;

/// <summary>Events that are used again, so that logging allocates nothing of its own.</summary>
/// <remarks>
/// A magazine per thread, and a depot of full magazines for all: callers empty theirs, sinks fill theirs, and the lock of
/// the depot is taken once per magazine (Bonwick and Adams, "Magazines and Vmem", 2001). The depot keeps at most
/// <see cref="MaxMagazines"/>; what is beyond them is left to the garbage collector.
/// <para>
/// An event is reset when it is rented, on the core that writes it next: reset when it came back, all of its cache lines
/// would have to travel twice (80 ns an event). Until then it keeps its small strings alive; large ones it lets go at once.
/// </para>
/// </remarks>
internal static class EventPool
{
    private const int MagazineSize = 128;
    private const int MaxMagazines = 640;

    // How many events ahead their memory is asked for.
    private const int Ahead = 3;

    private static readonly Lock Gate = new();
    private static readonly Stack<LogEvent[]> Full = new();
    private static readonly Stack<LogEvent[]> Empty = new();

    [ThreadStatic]
    private static Magazine? _local;

    /// <summary>An event without content, owned by the caller alone.</summary>
    public static LogEvent Rent()
    {
        var magazine = _local ??= new Magazine();
        if (magazine.Count == 0 && !Refill(magazine))
        {
            return new LogEvent();
        }

        var logEvent = magazine.Items[--magazine.Count];
        if (magazine.Count >= Ahead)
        {
            Prefetch.Lines(magazine.Items[magazine.Count - Ahead]);
        }

        logEvent.Reset();
        return logEvent;
    }

    /// <summary>Takes back an event that nobody owns any more.</summary>
    public static void Return(LogEvent logEvent) => Return([logEvent]);

    /// <summary>Takes back events that nobody owns any more.</summary>
    public static void Return(ReadOnlySpan<LogEvent> events)
    {
        foreach (var logEvent in events)
        {
            logEvent.LetGo();
        }

        var magazine = _local ??= new Magazine();
        while (!events.IsEmpty)
        {
            if (magazine.Count == MagazineSize)
            {
                Unload(magazine);
            }

            var count = Math.Min(events.Length, MagazineSize - magazine.Count);
            events[..count].CopyTo(magazine.Items.AsSpan(magazine.Count));
            magazine.Count += count;
            events = events[count..];
        }
    }

    private static bool Refill(Magazine magazine)
    {
        using (Uninterrupted.Enter(Gate))
        {
            if (!Full.TryPop(out var full))
            {
                return false;
            }

            Empty.Push(magazine.Items);
            magazine.Items = full;
            magazine.Count = MagazineSize;
            return true;
        }
    }

    private static void Unload(Magazine magazine)
    {
        using (Uninterrupted.Enter(Gate))
        {
            if (Full.Count < MaxMagazines)
            {
                Full.Push(magazine.Items);
                magazine.Items = Empty.TryPop(out var empty) ? empty : new LogEvent[MagazineSize];
            }

            magazine.Count = 0;
        }
    }

    private sealed class Magazine
    {
        public LogEvent[] Items = new LogEvent[MagazineSize];
        public int Count;
    }
}
