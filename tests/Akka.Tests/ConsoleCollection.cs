using Xunit;

namespace ActorLog.AkkaNet.Tests;

/// <summary>Tests that look at the process's one console, or need the machine for themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleCollection
{
    public const string Name = "console";
}
