using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace ActorLog.Hocon.Tests.Conformance;

/// <summary>
/// Random documents full of references, each with what the reference implementation, lightbend/config, makes of it: a
/// value, or an error. Only those are kept whose result there is the same whatever their keys are called, for its order
/// of evaluation is that of its hash tables.
/// </summary>
public class ReferenceCasesTests
{
    [Fact]
    public void EveryRandomDocumentIsWhatTheReferenceImplementationMakesOfIt()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Conformance", "Cases", "references.txt");
        var blocks = File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n\n");
        var failures = new List<string>();
        foreach (var block in blocks)
        {
            var at = block.LastIndexOf("\n=> ", StringComparison.Ordinal);
            if (Check(block[..at], block[(at + 4)..].Trim()) is { } actual)
            {
                failures.Add($"{block}\nbut it was {actual}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(blocks.Length >= 150, $"only {blocks.Length} documents were found");
    }

    /// <summary>Null when it is as expected.</summary>
    private static string? Check(string text, string expected)
    {
        var parsed = HoconParser.Parse(text);
        var result = parsed.IsSuccess ? parsed.Config.TryResolve(HoconResolveOptions.NoEnvironment) : parsed;
        if (!result.IsSuccess)
        {
            return expected == "error" ? null : string.Join("\n", result.Errors);
        }

        return expected != "error" && HoconConfig.Parse(expected).Equals(result.Config)
            ? null
            : result.Config.ToJson(indented: false);
    }
}
