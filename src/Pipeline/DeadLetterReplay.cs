using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Runtime;
using ActorLog.Sinks;

namespace ActorLog;

/// <summary>Sends dead letters again: in order, each by the sink that could not deliver it, or all by another.</summary>
/// <remarks>
/// <para>
/// The events go out as they were logged, with their own session and number. A pipeline that uses the same folder is not
/// disturbed: sinks are made anew, and what was delivered is noted beside the letters. It is noted after it was delivered, so
/// a replay that is killed sends some letters twice the next time, and none never.
/// </para>
/// <para>A sink that refuses, has gone, or counts as down (its <c>circuit-breaker.max-failures</c>) ends the replay to it.</para>
/// </remarks>
public sealed class DeadLetterReplay : IDisposable
{
    private const string LockName = "replay.lock";

    private readonly DeadLetterReplayOptions _options;
    private readonly DeadLetterArchive _archive;
    private readonly IDisposable _lock;
    private readonly Dictionary<string, ReplayMarks> _marks = [];
    private readonly HashSet<string> _ids;

    private DeadLetterReplay(DeadLetterReplayOptions options, IDisposable onlyOne)
    {
        _options = options;
        _lock = onlyOne;
        _archive = DeadLetterArchive.Open(options.Folder);
        _ids = [.. options.Ids];
    }

    /// <summary>Begins a replay; <see langword="null"/> when another one of the same folder is under way.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static DeadLetterReplay? TryBegin(DeadLetterReplayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        JournalDisk.Instance.CreateFolder(options.Folder);
        var onlyOne = JournalDisk.Instance.TryLock(Path.Combine(options.Folder, LockName));
        return onlyOne is null ? null : new DeadLetterReplay(options, onlyOne);
    }

    /// <summary>The letters that it will send, in order.</summary>
    public IEnumerable<DeadLetter> Letters =>
        _archive
            .Read()
            .Where(letter =>
                !letter.IsReplayed
                && (_ids.Count == 0 || _ids.Contains(letter.Id))
                && (_options.From ?? letter.Sink).Equals(letter.Sink, StringComparison.OrdinalIgnoreCase)
            );

    /// <summary>Sends them.</summary>
    /// <returns>What became of them, for each sink that has letters.</returns>
    /// <exception cref="IOException">
    /// A letter could not be read, or not be marked: in that case it was delivered, and the next replay sends it again.
    /// </exception>
    public async Task<IReadOnlyList<DeadLetterReplayResult>> RunAsync(CancellationToken cancellationToken)
    {
        var counts = new OrderedDictionary<string, long>();
        foreach (var letter in Letters)
        {
            counts[letter.Sink] = counts.GetValueOrDefault(letter.Sink) + 1;
        }

        var results = new List<DeadLetterReplayResult>();
        foreach (var (sink, count) in counts)
        {
            results.Add(await RunAsync(sink, count, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>Lets another replay begin.</summary>
    public void Dispose()
    {
        foreach (var marks in _marks.Values)
        {
            marks.Dispose();
        }

        _lock.Dispose();
    }

    private async Task<DeadLetterReplayResult> RunAsync(string sink, long count, CancellationToken cancellationToken)
    {
        var target = _options.To ?? sink;
        if (!_options.Sinks.TryGetValue(target, out var options))
        {
            return new DeadLetterReplayResult(sink, target, 0, [], count, $"there is no sink '{target}'");
        }

        var open = new Dictionary<LogEvent, DeadLetter>(ReferenceEqualityComparer.Instance);
        var rejected = new List<DeadLetter>();
        var delivered = 0L;
        var replay = new SinkReplay(KeyOf(target), options, ContextOf(target), static () => 0, Settle);
        await using (replay.ConfigureAwait(false))
        {
            await replay.RunAsync(Events(), cancellationToken).ConfigureAwait(false);
        }

        var left = count - delivered - rejected.Count;
        return new DeadLetterReplayResult(sink, target, delivered, rejected, left, replay.GaveUp?.Reason);

        IEnumerable<LogEvent> Events()
        {
            foreach (
                var letter in Letters.Where(letter => letter.Sink == sink).Take((int)Math.Min(count, int.MaxValue))
            )
            {
                open.Add(letter.Event, letter);
                yield return letter.Event;
            }
        }

        void Settle(IReadOnlyList<SettledEvent> events)
        {
            Mark([.. events.Where(item => item.Failure is null).Select(item => open[item.Event].Id)]);
            foreach (var (logEvent, failure) in events)
            {
                open.Remove(logEvent, out var letter);
                delivered += failure is null ? 1 : 0;
                if (failure is not null)
                {
                    rejected.Add(letter! with { Failure = failure });
                }
            }
        }
    }

    private void Mark(IReadOnlyCollection<string> ids)
    {
        foreach (var store in ids.Select(_archive.Locate).GroupBy(place => place.Store, place => place.Position))
        {
            if (!_marks.TryGetValue(store.Key, out var marks))
            {
                var first = JournalArchive.Open(store.Key).First;
                marks = ReplayMarks.Open(
                    JournalDisk.Instance,
                    store.Key,
                    first,
                    _options.Clock,
                    SilentObserver.Instance
                );
                _marks.Add(store.Key, marks);
            }

            marks.Mark([.. store]);
        }
    }

    // Another key for every replay: a receiver that drops repeats shall not take these for what it refused.
    private string KeyOf(string target) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"replay-{_options.Clock.GetUtcNow():yyyyMMddHHmmssfffffff}-{Environment.ProcessId}:{target}"
        );

    private SinkContext ContextOf(string target) => new(target, _options.Clock, text => _options.Report(target, text));
}
