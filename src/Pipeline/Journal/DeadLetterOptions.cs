using ActorLog.Options;

namespace ActorLog.Journal;

/// <summary>Where events are kept that a destination will never take. Immutable.</summary>
public sealed record DeadLetterOptions
{
    /// <summary>
    /// The folder; created where it does not exist. Default: empty, which is <c>dead-letters</c> in the journal's folder, and no
    /// folder at all without a journal: dead letters are then only counted and told.
    /// </summary>
    public string Path { get; init; } = "";

    /// <summary>The most bytes that they may take, at least 1 MiB; the oldest go first, which is told. Default: 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L * 1024 * 1024;

    internal static DeadLetterOptions Read(OptionsReader reader, DeadLetterOptions defaults) =>
        new() { Path = reader.Text("path", defaults.Path), MaxBytes = reader.Size("max-bytes", defaults.MaxBytes) };

    internal void Validate(OptionErrors errors, string path)
    {
        errors.Require(PathText.Wrong(Path) is null, $"{path}:path", PathText.Wrong(Path) ?? "");
        errors.Require(MaxBytes >= 1024 * 1024, $"{path}:max-bytes", "must be at least 1 MiB");
    }
}
