using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>Names a sink's files, and knows its own names again. Pure: touches no disk.</summary>
/// <remarks>
/// The newest file of a period has the plain name, <c>app.log</c>, so that <c>tail -F</c> follows it. A file that is full gets
/// the next number, <c>app.1.log</c>, <c>app.2.log</c>: the order of the numbers is the order of time.
/// </remarks>
internal sealed partial class FileNamePolicy
{
    private static readonly string[] Words = ["{date}", "{pid}", "{machine}"];

    private readonly string _stem;
    private readonly string _extension;
    private readonly string _dateFormat;
    private readonly int _processId;
    private readonly Regex _pattern;
    private readonly StringComparison _comparison;

    /// <summary>Creates the policy.</summary>
    /// <param name="template">A path that <see cref="Check"/> has nothing against.</param>
    /// <param name="interval">How often a new file begins.</param>
    /// <param name="processId">What stands for <c>{pid}</c>.</param>
    /// <param name="machine">What stands for <c>{machine}</c>.</param>
    /// <param name="ignoresCase">Whether <c>App.log</c> and <c>app.log</c> are one file.</param>
    public FileNamePolicy(
        string template,
        RollInterval interval,
        int processId,
        string machine,
        bool ignoresCase = false
    )
    {
        _comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _processId = processId;
        _dateFormat = interval == RollInterval.Hour ? "yyyy-MM-dd-HH" : "yyyy-MM-dd";
        var path = Path.GetFullPath(template.Replace("{machine}", machine, StringComparison.Ordinal));
        Folder = Path.GetDirectoryName(path)!.Replace("{pid}", Digits(processId), StringComparison.Ordinal);
        var name = Path.GetFileName(path);
        _extension = Path.GetExtension(name);
        _stem = Path.GetFileNameWithoutExtension(name);
        if (interval != RollInterval.None && !name.Contains("{date}", StringComparison.Ordinal))
        {
            _stem = _stem.Length == 0 ? "{date}" : $"{_stem}-{{date}}";
        }

        var options = RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        _pattern = new Regex(Pattern(_stem, _extension), options);
    }

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>What is wrong with a path template, or <see langword="null"/>.</summary>
    public static string? Check(string template, RollInterval interval)
    {
        if (
            template.Contains('{', StringComparison.Ordinal)
            && Placeholder().Matches(template).FirstOrDefault(match => !Words.Contains(match.Value)) is { } unknown
        )
        {
            return $"unknown placeholder '{unknown.Value}', expected one of: {string.Join(", ", Words)}";
        }

        var name = Path.GetFileName(template);
        var dates = template.Split("{date}").Length - 1;
        return name.Length == 0 ? "must name a file"
            : PathText.Wrong(template, Path.GetInvalidFileNameChars()) is { } wrong ? wrong
            : dates > 1 ? "'{date}' may stand there only once"
            : dates == 1 && !name.Contains("{date}", StringComparison.Ordinal)
                ? "'{date}' may stand in the name of the file only, not in its folder"
            : dates == 1 && interval == RollInterval.None ? "'{date}' needs rolling.interval = day or hour"
            : null;
    }

    /// <summary>The path of the file that is written in a period.</summary>
    public string Current(DateTime period) => Path.Combine(Folder, Fill(period) + _extension);

    /// <summary>The path of a file of a period that was full.</summary>
    public string Numbered(DateTime period, int number) =>
        Path.Combine(Folder, $"{Fill(period)}.{Digits(number)}{_extension}");

    /// <summary>Whether a file's name (without its folder) is one of this sink's, and what it says.</summary>
    public bool TryParse(string fileName, out LogFileName name)
    {
        name = default;
        var match = _pattern.Match(fileName);
        if (
            !match.Success
            || !TryParseNumber(match.Groups["number"], out var number)
            || !TryParseNumber(match.Groups["pid"], out var processId)
            || !TryParseDate(match.Groups["date"], out var period)
        )
        {
            return false;
        }

        name = new LogFileName(period, number, match.Groups["pid"].Success ? processId : null);
        return true;
    }

    /// <summary>Whether two paths in the folder are those of one file.</summary>
    public bool IsSame(string path, string other) => path.Equals(other, _comparison);

    /// <summary>Whether a file was written by this process, or by any when names do not tell.</summary>
    public bool IsOurs(LogFileName name) => name.ProcessId is not { } processId || processId == _processId;

    private static string Pattern(string stem, string extension)
    {
        var pattern = new StringBuilder("^").Append(Regex.Escape(stem));
        pattern.Replace(Regex.Escape("{date}"), "(?<date>[0-9-]+)");
        pattern.Replace(Regex.Escape("{pid}"), "(?<pid>[0-9]+)");
        return pattern
            .Append(@"(?:\.(?<number>[1-9][0-9]*))?")
            .Append(Regex.Escape(extension))
            .Append(@"\z")
            .ToString();
    }

    private static bool TryParseNumber(Group digits, out int number)
    {
        number = 0;
        return !digits.Success
            || int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Placeholder();

    private bool TryParseDate(Group date, out DateTime period)
    {
        period = default;
        return !date.Success
            || DateTime.TryParseExact(
                date.ValueSpan,
                _dateFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out period
            );
    }

    private string Fill(DateTime period) =>
        _stem
            .Replace("{date}", period.ToString(_dateFormat, CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{pid}", Digits(_processId), StringComparison.Ordinal);
}
