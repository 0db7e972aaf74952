using System;
using System.Collections.Generic;
using ActorLog.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ActorLog.AkkaNet;

/// <summary>What the bridge between an actor system and a pipeline goes by. Immutable; <c>with</c> makes variants.</summary>
public sealed record AkkaLogOptions
{
    /// <summary>
    /// Least levels by actor path (<c>/user/orders</c>) or category (<c>Akka.Remote</c>), as <see cref="ActorLevels"/> says.
    /// Default: none. <c>akka.loglevel</c> comes before.
    /// </summary>
    public IReadOnlyDictionary<string, LogLevel> Levels { get; init; } = new Dictionary<string, LogLevel>();

    /// <summary>
    /// Whether the pipeline's actors live in the actor system (<see cref="AkkaEngine"/>) or, the default, outside of it.
    /// Ignored when the pipeline was made elsewhere, as by <c>AddActorLog</c>.
    /// </summary>
    public bool UseAkkaEngine { get; init; }

    /// <summary>
    /// The dispatcher on which sinks do their work when <see cref="UseAkkaEngine"/> is on. Default:
    /// <c>actorlog.dispatcher</c>, 16 threads of its own.
    /// </summary>
    public string Dispatcher { get; init; } = AkkaEngine.DefaultDispatcher;

    /// <summary>
    /// How long the end of the actor system may be held up, each time, to deliver what has been logged: in the phase
    /// <c>actorlog-drain</c>, and again when the actors below <c>/user</c> have stopped. Default: 3 s. What is not
    /// delivered by then stays in the pipeline, which outlives the actor system.
    /// </summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Reads the block <c>actorlog.akka</c>; what it lacks stays as in <paramref name="defaults"/>.</summary>
    /// <exception cref="InvalidOptionsException">Keys or values are wrong; it names all.</exception>
    public static AkkaLogOptions Read(IConfigurationSection section, AkkaLogOptions defaults)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(defaults);
        var errors = new OptionErrors();
        var reader = new OptionsReader(section, errors);
        var levels = new Dictionary<string, LogLevel>(defaults.Levels);
        foreach (var (prefix, level) in reader.Levels("levels"))
        {
            levels[prefix] = level;
        }

        var options = defaults with
        {
            Levels = levels,
            UseAkkaEngine = reader.Choice("engine", defaults.UseAkkaEngine, ("threads", false), ("akka", true)),
            Dispatcher = reader.Text("dispatcher", defaults.Dispatcher),
            FlushTimeout = reader.Duration("flush-timeout", defaults.FlushTimeout),
        };
        errors.Require(string.IsNullOrEmpty(section.Value), section.Path, "expected a block { }, found a value");
        errors.Require(options.FlushTimeout >= TimeSpan.Zero, reader.PathOf("flush-timeout"), "must not be negative");
        errors.RequireDayAtMost(options.FlushTimeout, reader.PathOf("flush-timeout"));
        reader.Finish();
        errors.ThrowIfAny();
        return options;
    }
}
