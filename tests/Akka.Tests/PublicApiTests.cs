using System;
using System.IO;
using ActorLog.Architecture;
using Xunit;
using Xunit.Abstractions;

namespace ActorLog.AkkaNet.Tests;

/// <summary>The public surface of ActorLog.Akka is kept as text, as that of the other packages is in tests/Architecture.</summary>
public sealed class PublicApiTests(ITestOutputHelper output)
{
    [Fact]
    public void TheSurfaceOfAkkaIsTheApprovedOne()
    {
        const string Name = "ActorLog.Akka.approved.txt";
        var path = Repository.PathOf($"tests/Akka.Tests/{Name}");
        var received = PublicApiPrinter.Print(typeof(ActorLogExtension).Assembly);
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
            $"The public API is not that of {Name}. If it is meant to change, approve it with: ACTORLOG_APPROVE=1 dotnet test "
                + "-c Release tests/Akka.Tests, and look at the diff."
        );
    }
}
