using System;
using System.Text;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests;

/// <summary>Nobody sees a rehearsal that fails, so that it succeeds is seen here.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public void ALineIsFormattedToItsEnd()
    {
        var output = new ByteBuffer(64);

        Rehearsal.Rehearse(output);

        Assert.EndsWith(
            "] [Information] ActorLog rehearsal\n",
            Encoding.UTF8.GetString(output.Written),
            StringComparison.Ordinal
        );
    }
}
