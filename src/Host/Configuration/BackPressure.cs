using System.Linq;
using ActorLog.Journal;
using ActorLog.Options;
using ActorLog.Sinks;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Host.Configuration;

/// <summary>
/// Has full sinks make senders wait unless the configuration says otherwise. In an app nobody may be held up, so there the
/// newest events are dropped; the host's callers are senders, who can be told to come again, and who count on a 2xx.
/// </summary>
internal static class BackPressure
{
    private const string DefaultSink = "default-sink";
    private const string Journal = "journal";
    private const string Sinks = "sinks";
    private const string Queue = "queue";
    private const string WhenFullKey = "when-full";

    /// <summary>Changes the sinks that say nothing of it; without a sink, adds the console that the pipeline would add.</summary>
    public static void Apply(PipelineBuilder builder, IConfigurationSection section)
    {
        if (builder.Sinks.Count == 0)
        {
            builder.AddSink("console", new ConsoleSinkOptions());
        }

        // The reader is for the spelling of the keys only; the builder has reported all errors.
        var root = new OptionsReader(section, new OptionErrors());
        if (!root.Section(Journal).Has(WhenFullKey))
        {
            builder.With(options =>
                options with
                {
                    Journal = options.Journal with { WhenFull = JournalWhenFull.Wait },
                }
            );
        }

        if (root.Section(DefaultSink).Section(Queue).Has(WhenFullKey))
        {
            return;
        }

        var blocks = root.Section(Sinks);
        foreach (var (name, sink) in builder.Sinks.ToArray())
        {
            if (!blocks.Section(name).Section(Queue).Has(WhenFullKey))
            {
                builder.AddSink(name, sink with { Queue = sink.Queue with { WhenFull = WhenFull.Wait } });
            }
        }
    }
}
