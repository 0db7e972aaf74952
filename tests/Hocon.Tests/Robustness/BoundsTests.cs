using System;
using System.Linq;
using System.Text;
using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Robustness;

/// <summary>Every text ends in a value or an error, on a small stack too.</summary>
public class BoundsTests
{
    [Theory]
    [InlineData("[")]
    [InlineData("{a=")]
    [InlineData("a{")]
    [InlineData("a=[{b:[")]
    [InlineData("${")]
    [InlineData("\"")]
    [InlineData("]")]
    [InlineData("a.")]
    [InlineData("a=${a}[")]
    public void AMillionOpenBracketsAreAnError(string text)
    {
        var document = string.Concat(Enumerable.Repeat(text, 1_000_000));

        var result = SmallStack.Run(() => HoconParser.Parse(document));

        Assert.False(result.IsSuccess);
    }

    [Fact]
    public void AMillionPairsOfBracketsAreAnErrorWithAPlace()
    {
        var document = "a = " + new string('[', 1_000_000) + new string(']', 1_000_000);

        var error = SmallStack.Run(() => HoconParser.Parse(document)).Errors.Single();

        Assert.Equal(HoconErrorKind.Limit, error.Kind);
        Assert.Equal("text:1:2004", error.Origin!.ToString());
    }

    [Fact]
    public void TheDeepestDocumentIsReadResolvedComparedAndWritten()
    {
        const int depth = HoconLimits.MaxDepth - 2;
        var document =
            $"x = 1\na = {Repeat("{b=", depth)}${{x}}{new string('}', depth)}\nc = {new string('[', depth)}${{x}}{new string(']', depth)}";

        var equal = SmallStack.Run(() =>
        {
            var config = Some.Config(document);
            var again = HoconConfig.Parse(config.ToHocon());
            var json = HoconConfig.Parse(config.ToJson());
            return config.Equals(again)
                && config.Equals(json)
                && config.WithFallback(again).Equals(config)
                && config.Entries().Count() == 3
                && config.GetHashCode() == again.GetHashCode();
        });

        Assert.True(equal);
    }

    [Fact]
    public void DeepPathsAreBounded()
    {
        var fits = string.Join('.', Enumerable.Repeat("a", HoconLimits.MaxDepth)) + " = 1";
        var deeper = "a." + fits;
        var nested = "b {" + fits + "}";

        Assert.Single(SmallStack.Run(() => Some.Config(fits)).Entries());
        Assert.Equal(HoconErrorKind.Limit, SmallStack.Run(() => Some.ErrorKind(deeper)));
        Assert.Equal(HoconErrorKind.Limit, SmallStack.Run(() => Some.ErrorKind(nested)));
    }

    [Fact]
    public void AHundredThousandSubstitutionsInAChainResolve()
    {
        const int length = 100_000;
        var document = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            document.Append($"a{i} = ${{a{i + 1}}}\n");
        }

        document.Append($"a{length} = 7");

        Assert.Equal(7, SmallStack.Run(() => Some.Config(document.ToString())).GetInt32("a0"));
    }

    [Fact]
    public void FourThousandSelfReferencesDoNotCopyWhatLiesBelowEachOfThem()
    {
        var config = HoconConfig.Parse("a = 7\n" + Repeat("a = ${?a}\n", 4_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(7, config.Resolve(HoconResolveOptions.NoEnvironment).GetInt32("a"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void ALongCycleIsReportedAsAPathThatCanBeRead()
    {
        const int length = 10_000;
        var document = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            document.Append($"a{i} = ${{a{(i + 1) % length}}}\n");
        }

        var errors = SmallStack.Run(() => Some.Errors(document.ToString()));

        Assert.Contains("error: substitution cycle: ${a1} -> ${a2} -> ", errors);
        Assert.Contains(" -> ... 9988 more -> ${a1}", errors);
        Assert.True(errors.Length < 5_000);
    }

    [Fact]
    public void SubstitutionsThatNestTooDeepAreAnError()
    {
        var document = new StringBuilder("a0 = 1\n");
        for (var i = 1; i < HoconLimits.MaxDepth + 10; i++)
        {
            document.Append($"a{i} = {{ b = ${{a{i - 1}}} }}\n");
        }

        Assert.Equal(HoconErrorKind.Limit, SmallStack.Run(() => Some.ErrorKind(document.ToString())));
    }

    [Theory]
    [InlineData("x0 = abcdefghij", "${x}${x}${x}${x}${x}${x}${x}${x}${x}${x}")]
    [InlineData("x0 = [1,2,3]", "${x}${x}${x}${x}${x}${x}${x}${x}${x}${x}")]
    [InlineData("x0 = [1,2,3]", "[${x},${x},${x},${x},${x},${x},${x},${x},${x},${x}]")]
    [InlineData("x0 = { a = 1 }", "{ a = ${x}, b = ${x}, c = ${x}, d = ${x}, e = ${x}, f = ${x}, g = ${x} }")]
    public void ADocumentThatGrowsWithoutEndIsAnError(string first, string next)
    {
        var document = new StringBuilder(first).Append('\n');
        for (var i = 1; i < 60; i++)
        {
            document.Append($"x{i} = {next.Replace("${x}", $"${{x{i - 1}}}", StringComparison.Ordinal)}\n");
        }

        Assert.Equal(HoconErrorKind.Limit, SmallStack.Run(() => Some.ErrorKind(document.ToString())));
    }

    [Fact]
    public void AnObjectOverItselfAThousandTimesIsAnErrorBeforeItCostsMinutes()
    {
        var document = new StringBuilder("o { z = 1 }\n");
        for (var i = 0; i < 2_000; i++)
        {
            document.Append($"o {{ x{i} = 1 }}\no = ${{o}}\n");
        }

        Assert.Equal(HoconErrorKind.Limit, SmallStack.Run(() => Some.ErrorKind(document.ToString())));
    }

    [Fact]
    public void ThousandsOfErrorsEndAtAHundred()
    {
        var result = HoconParser.Parse(string.Concat(Enumerable.Repeat("a b\n", 10_000)));

        Assert.Equal(HoconLimits.MaxErrors, result.Errors.Count);
    }

    [Fact]
    public void AnEnormousNumberStaysText()
    {
        var digits = new string('9', 100_000);
        var config = Some.Config($"a = {digits}, b = 1e999999999999, c = -0.{digits}e-5");

        Assert.Equal(digits, config.GetString("a"));
        Assert.Equal("1e999999999999", config.GetString("b"));
        Assert.Equal(HoconErrorKind.BadValue, Assert.Throws<HoconException>(() => config.GetInt64("a")).Kind);
        Assert.Equal(HoconErrorKind.BadValue, Assert.Throws<HoconException>(() => config.GetDouble("b")).Kind);
        Assert.Equal(HoconErrorKind.BadValue, Assert.Throws<HoconException>(() => config.GetDuration("a")).Kind);
        Assert.True(config.Equals(HoconConfig.Parse(config.ToJson())));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
