using System;
using System.IO;
using System.Reflection;
using ActorLog.Hocon;
using Xunit;
using Xunit.Abstractions;

namespace ActorLog.Architecture;

/// <summary>The public surface is kept as text. A change of it is seen in the diff, and approved by whoever makes it.</summary>
public sealed class PublicApiTests(ITestOutputHelper output)
{
    [Fact]
    public void TheSurfaceOfThePipelineIsTheApprovedOne() =>
        Compare(typeof(LogPipeline).Assembly, "ActorLog.approved.txt");

    [Fact]
    public void TheSurfaceOfHoconIsTheApprovedOne() =>
        Compare(typeof(HoconConfig).Assembly, "ActorLog.Hocon.approved.txt");

    private void Compare(Assembly assembly, string name)
    {
        var path = SourceTree.Path($"tests/Architecture/{name}");
        var received = PublicApiPrinter.Print(assembly);
        if (Environment.GetEnvironmentVariable("ACTORLOG_APPROVE") == "1")
        {
            File.WriteAllText(path, received);
        }

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (received != approved)
        {
            output.WriteLine(received);
        }

        Assert.True(
            received == approved,
            $"The public API is not that of {name}: {FirstDifference(approved, received)}. If it is meant to change, approve "
                + "it with: ACTORLOG_APPROVE=1 dotnet test -c Release tests/Architecture, and look at the diff."
        );
    }

    private static string FirstDifference(string approved, string received)
    {
        var (before, after) = (approved.Split('\n'), received.Split('\n'));
        var line = 0;
        while (line < before.Length && line < after.Length && before[line] == after[line])
        {
            line++;
        }

        var (was, isNow) = (line < before.Length ? before[line] : "", line < after.Length ? after[line] : "");
        return $"line {line + 1} was '{was.Trim()}' and is '{isNow.Trim()}'";
    }
}
