using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Kit;

/// <summary>Waits for an outcome that other threads bring about, with a limit that only a failing test reaches.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Waits until <paramref name="holds"/>.</summary>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task HoldsAsync(Func<bool> holds, string what = "the condition")
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        using var limit = new CancellationTokenSource(Limit);
        while (!holds())
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{what} did not come true within {Limit.TotalSeconds} s");
            }
        }
    }

    /// <summary>Waits for a task, but not for ever.</summary>
    public static Task<T> WithinLimit<T>(this Task<T> task) => task.WaitAsync(Limit);

    /// <summary>Waits for a task, but not for ever.</summary>
    public static Task WithinLimit(this Task task) => task.WaitAsync(Limit);
}
