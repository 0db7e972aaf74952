using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace ActorLog.Hocon.Tests.Conformance;

public class PublicCasesTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryPublicCaseHolds()
    {
        if (CaseFolder.Root is null)
        {
            output.WriteLine("The folder ../shared/hocon-cases is not there: only the project's own cases were run.");
            return;
        }

        var failures = new List<string>();
        var (valid, invalid) = (0, 0);
        foreach (var one in CaseFolder.All())
        {
            _ = one.Expected is null ? invalid++ : valid++;
            if (Check(one) is { } failure)
            {
                failures.Add($"{one.Name}: {failure}");
            }
        }

        output.WriteLine($"{valid} valid and {invalid} must-fail cases.");
        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.True(valid >= 100 && invalid >= 40, $"only {valid} and {invalid} cases were found");
    }

    private static string? Check(Case one)
    {
        var parsed = HoconParser.ParseFile(one.File);
        var result = parsed.IsSuccess
            ? parsed.Config.TryResolve(new HoconResolveOptions { Environment = one.Environment() })
            : parsed;
        if (one.Expected is null)
        {
            return result.IsSuccess ? $"should fail, but gave {result.Config}" : null;
        }

        if (!result.IsSuccess)
        {
            return string.Join("\n", result.Errors.Select(e => e.ToString()));
        }

        var expected = Json.WithoutNulls(HoconConfig.Parse(File.ReadAllText(one.Expected)).Root);
        var actual = Json.WithoutNulls(result.Config.Root);
        return expected.Equals(actual) ? null : $"expected {expected}, got {actual}";
    }
}
