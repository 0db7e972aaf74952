using ActorLog.Journal;
using ActorLog.Runtime.Durability;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

public sealed class JournalFullPolicyTests
{
    [Theory]
    [InlineData(JournalWhenFull.Wait, 0.99, LogLevel.Trace, "Take")]
    [InlineData(JournalWhenFull.Wait, 1.0, LogLevel.Critical, "Wait")]
    [InlineData(JournalWhenFull.DropNewest, 0.99, LogLevel.Trace, "Take")]
    [InlineData(JournalWhenFull.DropNewest, 1.0, LogLevel.Critical, "Drop")]
    [InlineData(JournalWhenFull.DropOldest, 0.99, LogLevel.Trace, "Take")]
    [InlineData(JournalWhenFull.DropOldest, 1.2, LogLevel.Trace, "MakeRoom")]
    [InlineData(JournalWhenFull.DropByLevel, 0.69, LogLevel.Trace, "Take")]
    [InlineData(JournalWhenFull.DropByLevel, 0.70, LogLevel.Debug, "Drop")]
    [InlineData(JournalWhenFull.DropByLevel, 0.70, LogLevel.Information, "Take")]
    [InlineData(JournalWhenFull.DropByLevel, 0.85, LogLevel.Information, "Drop")]
    [InlineData(JournalWhenFull.DropByLevel, 0.99, LogLevel.Warning, "Take")]
    [InlineData(JournalWhenFull.DropByLevel, 1.0, LogLevel.Information, "Drop")]
    [InlineData(JournalWhenFull.DropByLevel, 1.0, LogLevel.Warning, "MakeRoom")]
    public void TheFullnessAndTheLevelDecide(
        JournalWhenFull whenFull,
        double fullness,
        LogLevel level,
        string verdict
    ) => Assert.Equal(verdict, JournalFullPolicy.Decide(whenFull, level, fullness).ToString());
}
