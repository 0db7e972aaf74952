using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Chaos;

/// <summary>Where the host listens at present, for those who send to it. Thread-safe.</summary>
public sealed class HostSlot
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<Uri> _address = New();

    /// <summary>The host listens here.</summary>
    public void Put(Uri address)
    {
        lock (_gate)
        {
            _address.TrySetResult(address);
        }
    }

    /// <summary>There is no host at present.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _address = _address.Task.IsCompleted ? New() : _address;
        }
    }

    /// <summary>Where the host listens, now or when there is one.</summary>
    public Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _address.Task.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource<Uri> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
