using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace ActorLog.Architecture;

/// <summary>What a source file says of its dependencies and its types, by its text.</summary>
internal sealed partial class CodeFile
{
    private CodeFile(string path)
    {
        Path = path;
        Text = SourceTree.Read(path);
    }

    /// <summary>The path from the root of the repository.</summary>
    public string Path { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The text without comments and strings.</summary>
    public string Code => field ??= CommentsAndStrings().Replace(Text, "");

    /// <summary>The namespaces and types that it imports.</summary>
    public IEnumerable<string> Usings => Using().Matches(Text).Select(match => match.Groups["name"].Value);

    /// <summary>The types that it declares, without nested ones.</summary>
    public IEnumerable<string> Types => TopLevelType().Matches(Text).Select(match => match.Groups["name"].Value);

    /// <summary>How many of them are public.</summary>
    public int PublicTypes => TopLevelType().Matches(Text).Count(match => match.Groups["access"].Value == "public");

    /// <summary>The code files below a folder.</summary>
    public static IReadOnlyList<CodeFile> Below(string folder) =>
        [.. SourceTree.Files(folder, "*.cs").Select(path => new CodeFile(path))];

    /// <summary>Whether the code names the type; a property that has the same name is not meant.</summary>
    public bool Names(string type) => Regex.IsMatch(Code, $@"(?<![\w.]){Regex.Escape(type)}\b(?!\s*(?:{{ get|=[^=]))");

    /// <inheritdoc/>
    public override string ToString() => Path;

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?:\w+ = )?(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(
        @"^(?<access>public|internal|file) (?:(?:sealed|static|abstract|partial|readonly|ref|unsafe) )*"
            + @"(?:class|record struct|record|struct|interface|enum|delegate [\w<>?]+) (?<name>\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex TopLevelType();

    [GeneratedRegex(
        """//[^\n]*|/\*.*?\*/|@?"(?:\\.|[^"\\\n])*" """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex CommentsAndStrings();
}
