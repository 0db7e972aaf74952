using System;
using System.IO;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class BrokenPipeTests
{
    [Theory]
    [InlineData(32, true)]
    [InlineData(unchecked((int)0x8007006D), true)]
    [InlineData(unchecked((int)0x800700E8), true)]
    [InlineData(unchecked((int)0x800700E9), true)]
    [InlineData(28, false)]
    [InlineData(unchecked((int)0x80070070), false)]
    public void TheErrorsOfAPipeWithoutAReaderAreKnownAndThoseOfAFullDiskAreOthers(int error, bool expected) =>
        Assert.Equal(expected, BrokenPipe.Is(new IOException("it failed", error)));

    [Fact]
    public void AClosedStreamHasNoReader() => Assert.True(BrokenPipe.Is(new UnauthorizedAccessException()));
}
