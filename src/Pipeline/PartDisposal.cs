using System;
using System.Threading.Tasks;

namespace ActorLog;

/// <summary>Disposes the parts of a pipeline at its end: none of them may hold up the others, or take the report along.</summary>
internal sealed class PartDisposal(TimeProvider clock, SelfLog selfLog)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Disposes a part, or says why it could not within the time.</summary>
    /// <param name="part">The part, if there is one.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="problem">What it means when it takes too long.</param>
    public async Task DisposeAsync(IAsyncDisposable? part, string name, string problem)
    {
        if (part is null)
        {
            return;
        }

        try
        {
            await part.DisposeAsync().AsTask().WaitAsync(Limit, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            selfLog.Report("shutdown", $"{name}: {problem}");
        }
#pragma warning disable CA1031 // What broke at its end must not take the report of what it did along.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            selfLog.Report("shutdown", $"{name} broke: {failure.GetType().Name}: {failure.Message}");
        }
    }
}
