using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace ActorLog.Journal;

/// <summary>The names of a journal's files. Files with other names are not the journal's and are left alone.</summary>
internal static class JournalNames
{
    /// <summary>The file with the state.</summary>
    public const string State = "state";

    /// <summary>The folder with what could not be understood.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>The files with what was received, written in turn: see <see cref="ReceivedFiles"/>.</summary>
    public static readonly IReadOnlyList<string> Received = ["received.1", "received.2"];

    private const string Suffix = ".segment";
    private const string UnfinishedSuffix = ".segment.new";
    private const int Digits = 19;

    /// <summary>The path of a segment.</summary>
    public static string Segment(string folder, long id) =>
        Path.Combine(folder, id.ToString("D19", CultureInfo.InvariantCulture) + Suffix);

    /// <summary>The path of a segment that does not count yet.</summary>
    public static string Unfinished(string folder, long id) =>
        Path.Combine(folder, id.ToString("D19", CultureInfo.InvariantCulture) + UnfinishedSuffix);

    /// <summary>Whether a name is a segment's, and of which number.</summary>
    public static bool IsSegment(string name, out long id) => HasId(name, Suffix, out id);

    /// <summary>Whether a name is that of a segment that was never finished.</summary>
    public static bool IsUnfinished(string name) => HasId(name, UnfinishedSuffix, out _);

    private static bool HasId(string name, string suffix, out long id)
    {
        id = 0;
        return name.Length == Digits + suffix.Length
            && name.EndsWith(suffix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out id)
            && id > 0;
    }
}
