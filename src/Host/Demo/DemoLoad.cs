using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Host.Demo;

/// <summary>The program that logs: a numbered event every few milliseconds, and what each call took.</summary>
internal sealed class DemoLoad(ILogger logger, TimeProvider clock)
{
    private const int EventsPerTick = 5;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly CallerCost _cost = new();

    /// <summary>How many events were logged; they are numbered from 1.</summary>
    public long Logged { get; private set; }

    /// <summary>The seed's two messages, for people to see.</summary>
    public void Say()
    {
        logger.LogInformation("今天天气不错 #{Number}", ++Logged);
        logger.LogInformation("是风和日丽的 #{Number}", ++Logged);
    }

    /// <summary>Logs for a while, and tells about it twice a second.</summary>
    public async Task RunAsync(TimeSpan duration, Action<string> tell, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        var started = clock.GetTimestamp();
        var told = TimeSpan.Zero;
        while (clock.GetElapsedTime(started) < duration)
        {
            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < EventsPerTick; i++)
            {
                var before = clock.GetTimestamp();
                logger.LogDebug("load #{Number}", ++Logged);
                _cost.Add(clock.GetTimestamp() - before);
            }

            if (clock.GetElapsedTime(started) - told >= TimeSpan.FromMilliseconds(500))
            {
                told = clock.GetElapsedTime(started);
                tell(_cost.Take(clock.TimestampFrequency));
            }
        }
    }
}
