using System.IO;
using System.Threading.Tasks;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Durability;

/// <summary>A mark that is done when the journal has everything that was accepted before it.</summary>
internal sealed class CommitMark : IBarrier
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    public void Passed(string sink, SinkFailure? failure)
    {
        if (failure is null)
        {
            _done.TrySetResult();
        }
        else
        {
            _done.TrySetException(new IOException($"The journal does not take it: {failure.Reason}"));

            // Whoever has given up waiting does not look: then it is nobody's unobserved exception.
            _ = _done.Task.Exception;
        }
    }
}
