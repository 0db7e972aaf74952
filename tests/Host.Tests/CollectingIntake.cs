using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Host.Inputs;
using ActorLog.Runtime;

namespace ActorLog.Host.Tests;

/// <summary>An intake that keeps what it is given, or is full when a test says so.</summary>
public sealed class CollectingIntake : IEventIntake
{
    private readonly ConcurrentQueue<LogEventDraft> _events = new();
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _room = Completed();

    /// <summary>What the intake says.</summary>
    public WriteOutcome Outcome { get; set; } = WriteOutcome.Accepted;

    public IReadOnlyList<LogEventDraft> Events => [.. _events];

    public IReadOnlyList<string?> Messages => [.. _events.Select(logEvent => logEvent.Message)];

    /// <summary>Ends when somebody found no room.</summary>
    public Task SomebodyWaits => _waiting.Task;

    /// <summary>Whether it says that it is full before it is offered anything.</summary>
    public bool IsFull { get; set; }

    /// <summary>There is no room until <see cref="MakeRoom"/>.</summary>
    public void Fill() => _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void MakeRoom() => _room.TrySetResult();

    public string Ack => "memory";

    public ValueTask<TakeResult> TakeAsync(
        IReadOnlyList<LogEventDraft> events,
        TimeSpan limit,
        CancellationToken cancellationToken
    ) => new(new TakeResult(TryWriteAll(events), 0));

    public WriteOutcome TryWriteAll(IReadOnlyList<LogEventDraft> events)
    {
        if (!_room.Task.IsCompleted)
        {
            _waiting.TrySetResult();
            return WriteOutcome.Full;
        }

        if (Outcome == WriteOutcome.Accepted)
        {
            foreach (var logEvent in events)
            {
                _events.Enqueue(logEvent);
            }
        }

        return Outcome;
    }

    public async ValueTask<WriteOutcome> WriteAsync(LogEventDraft logEvent, CancellationToken cancellationToken)
    {
        WriteOutcome outcome;
        while ((outcome = TryWriteAll([logEvent])) == WriteOutcome.Full)
        {
            await _room.Task.WaitAsync(cancellationToken);
        }

        return outcome;
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }
}
