using Xunit;

namespace ActorLog.Tests;

/// <summary>Tests that look at the whole process, and so run when all others have ended.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
