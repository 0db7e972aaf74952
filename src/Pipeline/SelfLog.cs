using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.IO;
using System.Threading;
using ActorLog.Runtime;
using ActorLog.Text;

namespace ActorLog;

/// <summary>The pipeline's own troubles, for the operator: lines on stderr, on by default, never through the pipeline.</summary>
/// <remarks>
/// The same trouble is told at most once per interval, with a count of what was left out. Lines are written by a thread of
/// the pool, one at a time and in order, so that a blocked stderr holds up neither callers nor actors; of lines that cannot
/// be written only the last <see cref="MaxWaiting"/> are kept. Thread-safe.
/// </remarks>
internal sealed class SelfLog : IDisposable
{
    private const int MaxWaiting = 256;

    // Topics that carry a file's name or what a system said are new ones again and again.
    private const int MostTopics = 1024;

    private static readonly TimeSpan LongestLastWrite = TimeSpan.FromSeconds(1);

    // Null for stderr, which costs an app's start some milliseconds: it is opened when there is something to tell.
    private readonly TextWriter? _writer;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly Lock _gate = new();

    // Held while lines are written: whoever ends the log waits for the line that is being written.
    private readonly Lock _pen = new();

    // Apart, so that a trouble that is told and one that is counted may have the same name.
    private readonly Dictionary<string, ToldTopic> _told = [];
    private readonly Dictionary<string, CountedTopic> _counted = [];
    private readonly Queue<string> _lines = new();
    private bool _writing;

    /// <summary>Creates a self-log.</summary>
    /// <param name="writer">Where lines go, <see langword="null"/> for stderr; <see cref="TextWriter.Null"/> turns it off.</param>
    /// <param name="clock">The time.</param>
    /// <param name="interval">How often at most the same trouble is told.</param>
    public SelfLog(TextWriter? writer, TimeProvider clock, TimeSpan interval)
    {
        _writer = writer;
        _clock = clock;
        _interval = interval;
    }

    /// <summary>How many troubles are remembered as told.</summary>
    internal int Topics => _told.Count;

    /// <summary>Tells of a trouble now, unless it was told within the interval.</summary>
    /// <param name="topic">What makes it the same trouble as another.</param>
    /// <param name="text">What happened.</param>
    public void Report(string topic, string text)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (!_told.TryGetValue(topic, out var known))
            {
                ForgetSome();
                _told[topic] = known = new ToldTopic();
            }

            if (known.LastTold is { } last && _clock.GetElapsedTime(last) < _interval)
            {
                known.Untold++;
                return;
            }

            known.LastTold = _clock.GetTimestamp();
            Enqueue(known.Untold == 0 ? text : $"{text} (and {known.Untold} like it before)");
            known.Untold = 0;
        }
    }

    /// <summary>Counts a trouble that comes in numbers; told a little later, and at most once per interval.</summary>
    /// <param name="topic">What makes it the same trouble as another.</param>
    /// <param name="format">What happened, with <c>{0}</c> for the count.</param>
    /// <param name="count">How many.</param>
    public void Count(string topic, string format, long count = 1)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (!_counted.TryGetValue(topic, out var known))
            {
                _counted[topic] = known = Counted(format);
            }

            known.Untold += count;
            known.Clock!.Start();
        }
    }

    // A method of its own: within Count a closure would be made for every call.
    private CountedTopic Counted(string format)
    {
        var topic = new CountedTopic(format);
        topic.Clock = new GapClock(_clock, _interval, () => TellLocked(topic));
        return topic;
    }

    /// <summary>Tells what is still untold and ends. A stderr that nobody reads is waited for a second, and no longer.</summary>
    public void Dispose()
    {
        using (Uninterrupted.Enter(_gate))
        {
            foreach (var topic in _counted.Values)
            {
                Tell(topic);
                topic.Clock?.Dispose();
            }
        }

        WriteNow();
    }

    /// <summary>As <see cref="Report"/>; returns when it is written, or after a second.</summary>
    internal void ReportNow(string topic, string text)
    {
        Report(topic, text);
        WriteNow();
    }

    private void WriteNow()
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (!_writing)
            {
                return;
            }
        }

        WriteLastLines();
    }

    // On a thread of its own: it may be blocked by a pipe that is full, and the app may have none left in its pool.
    private void WriteLastLines()
    {
        try
        {
            var last = new Thread(WriteLines) { Name = "ActorLog self-log", IsBackground = true };
            last.UnsafeStart();
            last.Join(LongestLastWrite);
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            // The process may have no more threads.
            WriteLines();
        }
    }

    /// <summary>Makes room for a topic: of those that may be told again anyway, or else of all, lest memory grow with time.</summary>
    private void ForgetSome()
    {
        if (_told.Count < MostTopics)
        {
            return;
        }

        foreach (var (topic, known) in _told)
        {
            if (known.LastTold is not { } last || _clock.GetElapsedTime(last) >= _interval)
            {
                _told.Remove(topic);
            }
        }

        if (_told.Count == MostTopics)
        {
            _told.Clear();
        }
    }

    private void TellLocked(CountedTopic topic)
    {
        using (Uninterrupted.Enter(_gate))
        {
            Tell(topic);
        }
    }

    private void Tell(CountedTopic topic)
    {
        if (topic.Untold > 0)
        {
            Enqueue(string.Format(CultureInfo.InvariantCulture, topic.Format, topic.Untold));
            topic.Untold = 0;
        }
    }

    private void Enqueue(string text)
    {
        if (_lines.Count == MaxWaiting)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue($"actorlog: {OperatorText.Of(text)}");
        if (!_writing)
        {
            _writing = true;
            try
            {
                ThreadPool.UnsafeQueueUserWorkItem(static log => log.WriteLines(), this, preferLocal: false);
            }
            catch (OutOfMemoryException)
            {
                // The process may have no more threads: the next line, or the end, tries again.
                _writing = false;
            }
        }
    }

    private void WriteLines()
    {
        lock (_pen)
        {
            while (NextLine() is { } line)
            {
                try
                {
                    (_writer ?? StandardError.Writer).WriteLine(line);
                }
                catch (Exception exception)
                    when (exception
                            is IOException
                                or UnauthorizedAccessException
                                or ObjectDisposedException
                                or Win32Exception
                    )
                {
                    // Stderr is gone, or its disk is full; there is nobody left to tell. A closed descriptor is an access
                    // that is denied. The last is of a console that could not be set up, for want of threads.
                }
            }
        }
    }

    private string? NextLine()
    {
        using (Uninterrupted.Enter(_gate))
        {
            _writing = _lines.TryDequeue(out var line);
            return line;
        }
    }

    private sealed class ToldTopic
    {
        public long Untold { get; set; }

        public long? LastTold { get; set; }
    }

    private sealed class CountedTopic(string format)
    {
        public string Format => format;

        public GapClock? Clock { get; set; }

        public long Untold { get; set; }
    }
}
