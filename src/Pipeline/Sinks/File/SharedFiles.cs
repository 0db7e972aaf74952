using System;
using System.Collections.Generic;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>Finds file sinks of one pipeline that would write one and the same file.</summary>
/// <remarks>
/// No line would overwrite another, but every one would be there twice, and each sink would roll and delete the files of the
/// other. Two processes with one configuration are another matter.
/// </remarks>
internal static class SharedFiles
{
    /// <summary>Whether the file systems of this system take <c>App.log</c> and <c>app.log</c> for one file, as a rule.</summary>
    public static bool SystemIgnoresCase => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    /// <summary>Reports each sink whose file an earlier one has.</summary>
    /// <param name="sinks">The sinks; those that are switched off or have no proper path are passed over.</param>
    /// <param name="errors">Where errors are collected.</param>
    /// <param name="path">The configuration path of the sinks' block.</param>
    public static void Check(IReadOnlyList<KeyValuePair<string, SinkOptions>> sinks, OptionErrors errors, string path)
    {
        var owners = new Dictionary<(string, RollInterval), string>();
        foreach (var (name, options) in sinks)
        {
            if (
                options is FileSinkOptions { Enabled: true } file
                && FileNamePolicy.Check(file.Path, file.Rolling.Interval) is null
                && !owners.TryAdd((Normalized(file.Path), file.Rolling.Interval), name)
            )
            {
                var owner = owners[(Normalized(file.Path), file.Rolling.Interval)];
                errors.Add($"{path}:{name}:path", $"the sink '{owner}' writes this file: each needs one of its own");
            }
        }
    }

    private static string Normalized(string file)
    {
        var full = System.IO.Path.GetFullPath(file);
        return SystemIgnoresCase ? full.ToUpperInvariant() : full;
    }
}
