using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ActorLog.Text;

/// <summary>The words for levels in the formats that are known.</summary>
internal static class LevelWords
{
    /// <summary>The names of .NET.</summary>
    public static readonly string[] DotNet = ["Trace", "Debug", "Information", "Warning", "Error", "Critical", "None"];
    private static readonly string[] Python = ["DEBUG", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL", "NOTSET"];
    private static readonly string[] Syslog = ["7", "7", "6", "4", "3", "2", "7"];

    // Serilog's short words, by width - 1, as its users know them from {Level:u3}.
    private static readonly string[][] Short =
    [
        ["V", "D", "I", "W", "E", "F", "N"],
        ["Vb", "De", "In", "Wn", "Er", "Fa", "No"],
        ["Vrb", "Dbg", "Inf", "Wrn", "Err", "Ftl", "Non"],
        ["Verb", "Dbug", "Info", "Warn", "Eror", "Fatl", "None"],
    ];

    /// <summary>The words in lower case, as logfmt has them.</summary>
    public static readonly string[] Logfmt = ["trace", "debug", "info", "warn", "error", "critical", "none"];

    /// <summary>Serilog's words.</summary>
    public static readonly string[] Serilog = ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal", "None"];

    /// <summary>What a level format may be, for error messages.</summary>
    public const string Known = "u, w or t with a width such as u3, 'python', or 'syslog'";

    /// <summary>The words of a format by level, or <see langword="null"/> when there is no such format.</summary>
    public static string[]? Of(string? format)
    {
        switch (format)
        {
            case null or "":
                return DotNet;
            case "python":
                return Python;
            case "syslog":
                return Syslog;
        }

        var width = 0;
        if (
            format[0] is not ('u' or 'w' or 't')
            || (format.Length > 1 && !int.TryParse(format.AsSpan(1), NumberStyles.None, null, out width))
            || (format.Length > 1 && width is < 1 or > 20)
        )
        {
            return null;
        }

        return [.. WordsOf(width).Select(word => Cased(word, format[0]))];
    }

    /// <summary>A table of bytes by <see cref="IndexOf"/>, each made of a word.</summary>
    public static byte[][] Encode(string[] words, Func<string, string> text) =>
        Array.ConvertAll(words, word => Encoding.UTF8.GetBytes(text(word)));

    /// <summary>The place of a level in the tables. A level that is none gets the last place.</summary>
    public static int IndexOf(LogLevel level) => (int)Math.Min((uint)level, (uint)LogLevel.None);

    private static string[] WordsOf(int width) =>
        width switch
        {
            0 => DotNet,
            <= 4 => Short[width - 1],
            _ => [.. DotNet.Select(word => word[..Math.Min(width, word.Length)])],
        };

    private static string Cased(string word, char letterCase) =>
        letterCase switch
        {
            'u' => word.ToUpperInvariant(),
            'w' => word.ToLowerInvariant(),
            _ => word,
        };
}
