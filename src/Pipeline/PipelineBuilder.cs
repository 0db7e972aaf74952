using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActorLog.Journal;
using ActorLog.Options;
using ActorLog.Runtime;
using ActorLog.Runtime.Threads;
using ActorLog.Sinks;
using Microsoft.Extensions.Configuration;

namespace ActorLog;

/// <summary>Puts a pipeline together, in code, from a configuration, or both; all errors come at once from <see cref="Build"/>.</summary>
/// <remarks>Not thread-safe. Without a sink the pipeline gets one: the console.</remarks>
public sealed class PipelineBuilder
{
    private readonly SinkTypes _types = new();
    private readonly List<string> _otherKeys = [];

    // What was asked for, in order. It is done at once, and all of it again when a word becomes known that a configuration
    // may have used: in an app the configuration is read before the program's own calls.
    private readonly List<Action> _steps = [];

    // What came of it.
    private readonly List<KeyValuePair<string, SinkOptions>> _sinks = [];
    private OptionErrors _errors = new();
    private PipelineOptions _options = new();
    private string _path = "actorlog";
    private bool _signalsAreTheHosts;
    private bool _hangupIsTheHosts;
    private Func<IPipelineEngine> _engine = static () => new ThreadEngine();

    /// <summary>The time. Default: the system's.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>A random number of 0 to 1, for the jitter of retries. Default: the shared random source.</summary>
#pragma warning disable RS0030 // The one place where chance enters.
    internal Func<double> Chance { get; set; } = Random.Shared.NextDouble;
#pragma warning restore RS0030

    /// <summary>Where the pipeline tells of its own troubles. Default: <see langword="null"/>, stderr.</summary>
    public TextWriter? SelfLogWriter { get; set; }

    /// <summary>Where the journal is. Tests put a faulty one in its place.</summary>
    internal IJournalDisk Disk { get; set; } = new JournalDisk();

    /// <summary>The sinks so far, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, SinkOptions>> Sinks => _sinks;

    /// <summary>The options so far.</summary>
    public PipelineOptions Options => _options;

    /// <summary>Changes the options of the pipeline as a whole: <c>With(o => o with { MinLevel = LogLevel.Debug })</c>.</summary>
    /// <param name="change">Gives the changed options; may be called more than once.</param>
    public PipelineBuilder With(Func<PipelineOptions, PipelineOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Do(() => _options = change(_options));
    }

    /// <summary>Adds a sink, or replaces the one of this name.</summary>
    /// <param name="name">Its name, for status, metrics and messages.</param>
    /// <param name="options">What it is and does.</param>
    public PipelineBuilder AddSink(string name, SinkOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(options);
        return Do(() => Put(name, options));
    }

    /// <summary>Adds a sink of your own, with the common options at their defaults unless <paramref name="configure"/> changes them.</summary>
    public PipelineBuilder AddSink(
        string name,
        Func<SinkContext, ILogSink> create,
        Func<SinkOptions, SinkOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(create);
        SinkOptions options = new DelegateSinkOptions(create);
        return AddSink(name, configure?.Invoke(options) ?? options);
    }

    /// <summary>Makes a kind of sink known to configurations: <c>sinks { x { type = <paramref name="type"/> } }</c>.</summary>
    /// <remarks>Configurations that were read before know it too.</remarks>
    /// <param name="type">The word, in any case.</param>
    /// <param name="read">Reads its options; keys that it does not ask for are errors.</param>
    public PipelineBuilder AddSinkType(string type, Func<OptionsReader, SinkOptions> read)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        ArgumentNullException.ThrowIfNull(read);
        _types.Add(type, read);
        return DoAgain();
    }

    /// <summary>Lets a configuration have top-level keys that are somebody else's to read.</summary>
    public PipelineBuilder AllowKeys(params ReadOnlySpan<string> keys)
    {
        _otherKeys.AddRange(keys);
        return DoAgain();
    }

    /// <summary>
    /// Leaves SIGTERM, Ctrl-C and the like to the program, which stops the pipeline itself. Default: the pipeline flushes at
    /// them.
    /// </summary>
    /// <param name="takesHangup">
    /// Whether SIGHUP is among them. .NET's generic host does not take it: the process ends, and the pipeline flushes first.
    /// </param>
    public PipelineBuilder LeaveSignalsToHost(bool takesHangup = true)
    {
        (_signalsAreTheHosts, _hangupIsTheHosts) = (true, takesHangup);
        return this;
    }

    /// <summary>Runs the actors by another engine than the default.</summary>
    public PipelineBuilder UseEngine(Func<IPipelineEngine> engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
        return this;
    }

    /// <summary>Reads a configuration block. What it lacks stays as it is; its sinks come to those that are there.</summary>
    /// <remarks>Errors are collected until <see cref="Build"/> or <see cref="Validate"/>.</remarks>
    public PipelineBuilder Configure(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Do(() => Read(section));
    }

    /// <summary>As <see cref="Configure"/>, for a block that somebody has named, and means to be there.</summary>
    internal PipelineBuilder ConfigureFromExisting(IConfigurationSection section) =>
        Do(() =>
        {
            if (section.Exists())
            {
                Read(section);
            }
            else
            {
                _errors.Add(section.Path, "the configuration has no such block, or nothing in it");
            }
        });

    /// <summary>All that is wrong so far; empty when <see cref="Build"/> would succeed.</summary>
    public IReadOnlyList<OptionError> Validate()
    {
        var errors = new OptionErrors();
        foreach (var error in _errors.All)
        {
            errors.Add(error.Path, error.Message, error.Hint);
        }

        _options.Validate(errors, _path);
        foreach (var (name, sink) in _sinks)
        {
            sink.Validate(errors, $"{_path}:sinks:{name}");
            errors.Require(
                !sink.Durable || _options.Journal.Enabled,
                $"{_path}:sinks:{name}:durable",
                "needs the journal: set journal.enabled = on"
            );
            errors.Require(
                !name.StartsWith('@'),
                $"{_path}:sinks:{name}",
                "must not begin with @: such names are the journal's own"
            );
            var bytes = Encoding.UTF8.GetByteCount(name);
            errors.Require(
                !sink.Durable || bytes <= JournalState.MaxName,
                $"{_path}:sinks:{name}",
                $"a durable sink's name has at most {JournalState.MaxName} bytes of UTF-8; this one has {bytes}"
            );
        }

        SharedFiles.Check(_sinks, errors, $"{_path}:sinks");
        return errors.All;
    }

    /// <summary>Builds the pipeline and starts its actors.</summary>
    /// <exception cref="InvalidOptionsException">The options are wrong; it names everything that is.</exception>
    public LogPipeline Build()
    {
        var errors = Validate();
        if (errors.Count > 0)
        {
            throw new InvalidOptionsException(errors);
        }

        // A loop, here and wherever an app passes on its way to the first line: LINQ over a struct is compiled for that struct.
        var sinks = new List<KeyValuePair<string, SinkOptions>>(_sinks.Count);
        foreach (var sink in _sinks)
        {
            if (sink.Value.Enabled)
            {
                sinks.Add(sink);
            }
        }

        // Sinks that are all switched off are no reason to write somewhere else.
        if (_sinks.Count == 0)
        {
            sinks.Add(KeyValuePair.Create<string, SinkOptions>("console", new ConsoleSinkOptions()));
        }

        var pipeline = new LogPipeline(_options.WithFullPaths(), sinks, _engine(), Clock, Chance, SelfLogWriter, Disk);
        if (_signalsAreTheHosts)
        {
            pipeline.ProcessEnd.LeaveSignalsToHost(_hangupIsTheHosts);
        }

        return pipeline;
    }

    private PipelineBuilder Do(Action step)
    {
        step();
        _steps.Add(step);
        return this;
    }

    private PipelineBuilder DoAgain()
    {
        _options = new PipelineOptions();
        _sinks.Clear();
        _errors = new OptionErrors();
        _steps.ForEach(step => step());
        return this;
    }

    private void Read(IConfigurationSection section)
    {
        _path = section.Path;
        if (section.Value is { Length: > 0 })
        {
            _errors.Add(section.Path, "expected a block { }, found a value");
        }

        var reader = new OptionsReader(section, _errors);
        _options = PipelineOptions.Read(reader, _options);
        foreach (var key in _otherKeys)
        {
            reader.Ignore(key);
        }

        // The filters of ILogger read it there, and nowhere else.
        if (section.Path.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase))
        {
            reader.Ignore("log-level");
        }

        var fallback = reader.Block("default-sink");
        foreach (var block in reader.Blocks("sinks"))
        {
            ReadSink(block, fallback);
        }

        CheckFallback(fallback);
        reader.Finish();
    }

    private void Put(string name, SinkOptions options)
    {
        var entry = KeyValuePair.Create(name, options);
        for (var i = 0; i < _sinks.Count; i++)
        {
            if (string.Equals(_sinks[i].Key, name, StringComparison.OrdinalIgnoreCase))
            {
                _sinks[i] = entry;
                return;
            }
        }

        _sinks.Add(entry);
    }

    private void ReadSink(IConfigurationSection block, IConfigurationSection? fallback)
    {
        // Over a block, as a command line can lay it, the value would otherwise be passed over without a word.
        if (block.Value is { Length: > 0 })
        {
            _errors.Add(block.Path, "expected a block such as console { type = console }, found a value");
            return;
        }

        // The fallback's own mistakes are reported once, by CheckFallback.
        var reader = new OptionsReader(
            block,
            _errors,
            fallback is null ? null : new OptionsReader(fallback, new OptionErrors())
        );
        if (_types.Read(reader) is { } options)
        {
            Put(block.Key, options);
            reader.Finish();
        }
    }

    /// <summary>A key of the fallback block must be known to at least one kind of sink, and its value readable by it.</summary>
    private void CheckFallback(IConfigurationSection? fallback)
    {
        if (fallback is null)
        {
            return;
        }

        var findings = _types
            .Readers.Select(read =>
            {
                var errors = new OptionErrors();
                var reader = new OptionsReader(fallback, errors);
                read(reader);
                reader.Finish();
                return errors.All;
            })
            .ToArray();
        foreach (var error in findings[0].Where(error => findings.All(found => found.Any(e => e.Path == error.Path))))
        {
            _errors.Add(error.Path, error.Message, error.Hint);
        }
    }
}
