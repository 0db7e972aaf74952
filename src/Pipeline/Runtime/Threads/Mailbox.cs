using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Runtime.Threads;

/// <summary>One message at a time, in the order of their coming, handled by whoever brings one when nobody is at it.</summary>
/// <remarks>
/// A sink's turn is short and waits for nothing, while every hop to another thread may wake one: with a block of its own
/// for each sink, a batch made three of them. Thread-safe.
/// </remarks>
internal sealed class Mailbox(SinkCore core, ISinkActor actor)
{
    private readonly Lock _gate = new();

    // All below is guarded by _gate. Boxed: it is rare that a message has to wait, and a queue of structs has to be compiled.
    private readonly Queue<object> _waiting = new();
    private TaskCompletionSource? _closed;
    private bool _isRunning;

    /// <summary>Has the message handled: before the method returns, or by the thread that is handling another one.</summary>
    public void Tell(in SinkMessage message)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (_closed is not null)
            {
                return;
            }

            if (_isRunning)
            {
                _waiting.Enqueue(message);
                return;
            }

            _isRunning = true;
        }

        core.Handle(message, actor);
        while (Next() is { } next)
        {
            core.Handle((SinkMessage)next, actor);
        }
    }

    /// <summary>Takes no more messages; done when those that wait have been handled.</summary>
    public Task CloseAsync()
    {
        using (Uninterrupted.Enter(_gate))
        {
            _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            EndIfClosed();
            return _closed.Task;
        }
    }

    private object? Next()
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (_waiting.TryDequeue(out var next))
            {
                return next;
            }

            _isRunning = false;
            EndIfClosed();
            return null;
        }
    }

    private void EndIfClosed()
    {
        if (!_isRunning)
        {
            _closed?.TrySetResult();
        }
    }
}
