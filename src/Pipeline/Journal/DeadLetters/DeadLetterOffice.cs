using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Journal;

/// <summary>Takes dead letters from anywhere and keeps them, those that come together with one write. Thread-safe.</summary>
/// <remarks>
/// Whoever hands letters over waits for the disk only if he wants to. While the disk does not take them they are tried again,
/// and wait in memory; who has them settled only when they are kept is thereby held back by his own queue.
/// </remarks>
internal sealed class DeadLetterOffice(DeadLetterStore store, TimeProvider clock, Action<string> report)
    : IAsyncDisposable
{
    private const long UsualPortion = 16 * 1024 * 1024;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly List<(EncodedLetter Letter, TaskCompletionSource<bool> Kept)> _waiting = [];
    private Task _writing = Task.CompletedTask;
    private bool _isClosed;
    private volatile string? _trouble;

    /// <summary>Why the last letters could not be kept, until some are.</summary>
    public string? Trouble => _trouble;

    /// <summary>The store behind it.</summary>
    public DeadLetterStore Store => store;

    /// <summary>The most bytes of letters that are kept with one write, which has a limit in the log; a larger letter goes alone.</summary>
    public long Portion { get; init; } = UsualPortion;

    /// <summary>How many letters are not kept yet.</summary>
    public int Waiting { get; private set; }

    /// <summary>Keeps letters. Their events are not needed any more when the call has returned, done or not.</summary>
    /// <returns>True when all are kept for good; false when the office was closed before, or a bug is in the way.</returns>
    public async ValueTask<bool> BuryAsync(params IReadOnlyList<DeadLetter> letters)
    {
        var kept = new List<Task<bool>>();
        foreach (var letter in letters)
        {
            kept.Add(Post(EncodedLetter.Of(letter)));
        }

        var all = await Task.WhenAll(kept).ConfigureAwait(false);
        return Array.TrueForAll(all, isKept => isKept);
    }

    /// <summary>Tries once more to keep what is waiting, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        Task writing;
        lock (_gate)
        {
            _isClosed = true;
            writing = _writing;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        await writing.ConfigureAwait(false);
        store.Dispose();
        _closing.Dispose();
    }

    private Task<bool> Post(EncodedLetter letter)
    {
        var kept = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isClosed)
            {
                return Task.FromResult(false);
            }

            _waiting.Add((letter, kept));
            Waiting++;
            if (_writing.IsCompleted)
            {
                _writing = Task.Run(WriteAsync);
            }
        }

        return kept.Task;
    }

    private async Task WriteAsync()
    {
        while (Take() is { Count: > 0 } letters)
        {
            var isKept = await KeepAsync([.. letters.Select(item => item.Letter)]).ConfigureAwait(false);
            lock (_gate)
            {
                Waiting -= letters.Count;
            }

            foreach (var (_, kept) in letters)
            {
                kept.SetResult(isKept);
            }
        }
    }

    private List<(EncodedLetter Letter, TaskCompletionSource<bool> Kept)> Take()
    {
        lock (_gate)
        {
            var letters = _waiting.GetRange(0, CountOfPortion());
            _waiting.RemoveRange(0, letters.Count);
            if (letters.Count == 0)
            {
                // Whoever comes from now on begins anew: seen under the lock, not by the task's end.
                _writing = Task.CompletedTask;
            }

            return letters;
        }
    }

    private int CountOfPortion()
    {
        var (count, bytes) = (0, 0L);
        while (count < _waiting.Count && (bytes += _waiting[count].Letter.Bytes.Length) <= Portion)
        {
            count++;
        }

        return Math.Max(count, Math.Min(1, _waiting.Count));
    }

    private async Task<bool> KeepAsync(EncodedLetter[] letters)
    {
        while (true)
        {
            var isLast = _closing.IsCancellationRequested;
            try
            {
                store.Keep(letters);
                _trouble = null;
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                _trouble = failure.Message;
                report($"dead letters could not be kept: {failure.Message}");
                if (isLast)
                {
                    return false;
                }

                await Task.Delay(Again, clock, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
#pragma warning disable CA1031 // The error kernel: whoever waits for these letters would wait for ever, and every flush with him.
            catch (Exception bug)
#pragma warning restore CA1031
            {
                _trouble = bug.Message;
                report($"dead letters could not be kept: a bug in the pipeline, please report it: {bug}");
                return false;
            }
        }
    }
}
