using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;
using Xunit.Abstractions;

namespace ActorLog.Hocon.Tests.Conformance;

/// <summary>The public cases whose expectation of a getter stands in the comment of the file.</summary>
public partial class GetterCasesTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryExpectationInACommentHolds()
    {
        if (CaseFolder.Root is null)
        {
            output.WriteLine("The folder ../shared/hocon-cases is not there: only the project's own cases were run.");
            return;
        }

        var checkedCases = 0;
        foreach (var group in new[] { "units-default", "numeric-obj-array", "byte-single-letter" })
        {
            foreach (var file in Directory.GetFiles(Path.Combine(CaseFolder.Root, "testdata", group), "*.conf"))
            {
                var failure = Record.Exception(() => checkedCases += Check(file) ? 1 : 0);
                Assert.True(failure is null, $"{Path.GetFileName(file)}: {failure}");
            }
        }

        output.WriteLine($"{checkedCases} expectations.");
        Assert.True(checkedCases >= 15);
    }

    private static bool Check(string file)
    {
        var comment = string.Join(' ', File.ReadLines(file).Where(l => l.StartsWith('#')).Select(l => l[1..].Trim()));
        var config = HoconConfig.ParseFile(file).Resolve(HoconResolveOptions.NoEnvironment);
        var call = Call().Match(comment);
        if (!call.Success)
        {
            return false;
        }

        Func<object> get = call.Groups["getter"].Value switch
        {
            "getBytes" => () => config.GetByteCount(call.Groups["path"].Value),
            "getDuration" => () => (long)config.GetDuration(call.Groups["path"].Value).TotalMilliseconds,
            "getPeriod" => () => (long)config.GetPeriod(call.Groups["path"].Value).Days,
            _ => () => config.GetStringList(call.Groups["path"].Value),
        };
        if (call.Groups["raises"].Success)
        {
            Assert.Throws<HoconException>(get);
        }
        else if (call.Groups["number"].Success)
        {
            Assert.Equal(long.Parse(call.Groups["number"].Value), get());
        }
        else
        {
            Assert.Equal(
                HoconConfig.Parse($"a = {call.Groups["list"].Value}").GetStringList("a"),
                (IEnumerable<string>)get()
            );
        }

        return true;
    }

    [GeneratedRegex(
        "(?:Expected:|Impl test:) `?(?<getter>get\\w+)\\(\"(?<path>\\w+)\"[^)]*\\)(?:`? (?<raises>raises)| == (?<number>-?\\d+)|"
            + " (?:should return|returns) (?<list>\\[[^\\]]*\\]))"
    )]
    private static partial Regex Call();
}
