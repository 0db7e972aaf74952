using System.Globalization;
using System.IO;
using System.Linq;

namespace ActorLog.Options;

/// <summary>What cannot be meant in a path.</summary>
internal static class PathText
{
    /// <summary>What is wrong with the characters of a path, or <see langword="null"/>.</summary>
    /// <remarks>In HOCON and JSON <c>"C:\temp\new"</c> has a tab and a line feed where backslashes are meant.</remarks>
    public static string? Wrong(string path) =>
        path.Contains('\0') ? "must not contain a null character"
        : path.Any(char.IsControl)
            ? $"must not contain U+{Number(path.First(char.IsControl))}: in quotes \\t is a tab and \\n a line feed; "
                + "write each backslash of a path twice, or / instead"
        : null;

    /// <summary>As <see cref="Wrong(string)"/>, also of what the system takes for no name of a file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="notInNames">What no file's name may have: <see cref="Path.GetInvalidFileNameChars"/>.</param>
    public static string? Wrong(string path, char[] notInNames) =>
        Wrong(path)
        ?? (
            Path.GetFileName(path).IndexOfAny(notInNames) is var at and >= 0
                ? $"must not contain '{Path.GetFileName(path)[at]}' in the name of the file"
                : null
        );

    private static string Number(int character) => character.ToString("X4", CultureInfo.InvariantCulture);
}
