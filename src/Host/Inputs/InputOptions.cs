using System;
using ActorLog.Options;

namespace ActorLog.Host.Inputs;

/// <summary>What every input has. A kind of input derives its own options.</summary>
/// <remarks>Immutable; <c>with</c> makes variants.</remarks>
public abstract record InputOptions
{
    // A frame of the journal holds 16 MiB: the line or record, and what else the event has.
    internal const long SurelyKept = 15 * 1024 * 1024;

    /// <summary>The word for this kind of input in configurations, such as <c>http</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The input's name in the configuration.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether the input is used. Default: on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The category of events that name none. Default: empty, which means the name of the input.</summary>
    public string Category { get; init; } = "";

    /// <summary>Makes the input.</summary>
    public abstract ILogInput CreateInput(InputContext context);

    /// <summary>Checks the options of this kind of input.</summary>
    /// <param name="errors">Where errors are collected.</param>
    /// <param name="path">The configuration path of the input's block.</param>
    public abstract void Validate(OptionErrors errors, string path);

    /// <summary>Reads the keys that every input has; a derived type calls it and adds its own with <c>with</c>.</summary>
    protected static T ReadCommon<T>(OptionsReader reader, string name, T defaults)
        where T : InputOptions
    {
        ArgumentNullException.ThrowIfNull(reader);
        _ = reader.Text("type", "");
        var category = reader.Text("category", defaults.Category);
        return defaults with
        {
            Name = name,
            Enabled = reader.Flag("enabled", defaults.Enabled),
            Category = category.Length == 0 ? name : category,
        };
    }
}
