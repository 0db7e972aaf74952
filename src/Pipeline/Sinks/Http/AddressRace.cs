using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Sinks;

/// <summary>Connects to a name that has several addresses; one that does not answer must not keep us from the others.</summary>
/// <remarks>
/// The runtime tries them one after the other and waits for each as long as the system does, which is minutes: where the
/// network drops what goes to the first, such as IPv6 behind a firewall that knows only IPv4, <c>connect-timeout</c> ended
/// every attempt before the second was tried. Here each gets a head start on the next, as RFC 8305 has it ("happy
/// eyeballs"), and the first that answers is taken.
/// </remarks>
internal static class AddressRace
{
    /// <summary>How long an address is waited for before the next is tried as well: what RFC 8305 recommends.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Gives the first connection that comes about; the others are given up, and disposed if they come.</summary>
    /// <param name="addresses">The addresses, in the order of preference; at least one.</param>
    /// <param name="connect">Connects to one of them.</param>
    /// <param name="clock">For the head start.</param>
    /// <param name="cancellationToken">Gives all of them up.</param>
    /// <exception cref="Exception">That of the address that failed last, when none can be reached.</exception>
    public static async ValueTask<T> RunAsync<T>(
        IReadOnlyList<IPAddress> addresses,
        Func<IPAddress, CancellationToken, ValueTask<T>> connect,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
        where T : IDisposable
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<T>>();
        try
        {
            for (var next = 0; ; )
            {
                if (next < addresses.Count)
                {
                    running.Add(connect(addresses[next++], losers.Token).AsTask());
                }

                var isLast = next == addresses.Count;
                var first = await FirstAsync(running, isLast, clock, cancellationToken).ConfigureAwait(false);
                for (; first is not null; first = running.Find(attempt => attempt.IsCompleted))
                {
                    running.Remove(first);
                    if (first.IsCompletedSuccessfully || (isLast && running.Count == 0))
                    {
                        return await first.ConfigureAwait(false);
                    }

                    // It gave way to the next; what it failed of is nobody's unobserved exception.
                    _ = DisposeAsync(first);
                }
            }
        }
        finally
        {
            await losers.CancelAsync().ConfigureAwait(false);
            running.ForEach(attempt => _ = DisposeAsync(attempt));
        }
    }

    /// <summary>The attempt that ended first, or <see langword="null"/> when the next address is due.</summary>
    private static async ValueTask<Task<T>?> FirstAsync<T>(
        List<Task<T>> running,
        bool isLast,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var first = Task.WhenAny(running);
        if (isLast)
        {
            await first.ConfigureAwait(false);
        }
        else
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(first, Task.Delay(HeadStart, clock, ended.Token)).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
        }

        // Before any attempt is looked at: those that were given up say that another token did it.
        cancellationToken.ThrowIfCancellationRequested();
        return first.IsCompleted ? await first.ConfigureAwait(false) : null;
    }

    private static async Task DisposeAsync<T>(Task<T> attempt)
        where T : IDisposable
    {
        await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (attempt.IsCompletedSuccessfully)
        {
            (await attempt.ConfigureAwait(false)).Dispose();
        }
    }
}
