using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ActorLog.Architecture;

/// <summary>What all code of the repository has in common.</summary>
public sealed partial class ConventionTests
{
    private const int LongestFile = 400;

    private static readonly string[] Folders = ["src", "tests", "bench", "examples"];

    [Fact]
    public void EveryTypeIsSealedStaticOrAbstract() =>
        AssertEmpty(
            from file in CodeFile.Below("src")
            from open in OpenType().Matches(file.Code)
            select $"{file}: {open.Value.Trim()}"
        );

    [Fact]
    public void FilesAreShortEnoughToBeRead() =>
        AssertEmpty(
            from file in AllCode()
            let lines = file.Text.AsSpan().Count('\n')
            where lines > LongestFile
            select $"{file}: {lines} lines"
        );

    [Fact]
    public void AFileHasOnePublicTypeAndItsName() =>
        AssertEmpty(
            from file in CodeFile.Below("src")
            where file.PublicTypes > 0
            let stem = Path.GetFileName(file.Path).Split('.')[0]
            where file.PublicTypes > 1 || !file.Types.Contains(stem)
            select $"{file} declares {string.Join(", ", file.Types)}"
        );

    [Fact]
    public void NamesSayWhatAThingDoes() =>
        AssertEmpty(
            from file in AllCode()
            from name in file.Types.Concat(file.Path.Split('/', '.'))
            where VagueName().IsMatch(name)
            select $"{file}: {name}"
        );

    [Fact]
    public void NothingIsLeftForLaterAndNothingIsFolded() =>
        AssertEmpty(
            from file in AllCode()
            where Leftover().IsMatch(file.Text)
            select $"{file}: {Leftover().Match(file.Text)}"
        );

    [Fact]
    [Trait("Law", "12")]
    public void NothingSleepsAndTimeAndChanceComeIn() =>
        AssertEmpty(
            from file in AllCode()
            where !file.Path.StartsWith("bench/", StringComparison.Ordinal)
            from found in OwnTimeOrChance().Matches(file.Code)
            where (file.Path, found.Value) != ("src/Pipeline/PipelineBuilder.cs", "Random.Shared")
            select $"{file}: {found}"
        );

    private static IEnumerable<CodeFile> AllCode() =>
        Folders
            .SelectMany(CodeFile.Below)
            .Where(file => !file.Path.StartsWith("tests/Architecture/", StringComparison.Ordinal));

    [GeneratedRegex(
        @"^\s*((public|internal|private|protected|file|partial) )+(class|record)(?! struct) \w+",
        RegexOptions.Multiline
    )]
    private static partial Regex OpenType();

    [GeneratedRegex("(Utils?|Utilities|Helpers?|Common|Manager|Base|Impl)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Leftover();

    // A delay by a clock that was passed in, and a random source with a seed, are what is wanted.
    [GeneratedRegex(
        @"Thread\.Sleep|Task\.Delay\((?![^;]*[Cc]lock)|DateTime(Offset)?\.(Utc)?Now|Environment\.TickCount|Stopwatch\b"
            + @"|Random\.Shared|new Random\(\)|SpinWait"
    )]
    private static partial Regex OwnTimeOrChance();

    private static void AssertEmpty<T>(IEnumerable<T> findings) =>
        Assert.True(!findings.Any(), string.Join(Environment.NewLine, findings));
}
