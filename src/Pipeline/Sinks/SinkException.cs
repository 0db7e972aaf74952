using System;

namespace ActorLog.Sinks;

/// <summary>Thrown by a sink that broke and knows what follows from it. The sink is disposed and made anew.</summary>
public sealed class SinkException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">What happened and what follows from it.</param>
    /// <param name="inner">The cause, or <see langword="null"/>.</param>
    public SinkException(SinkFailure failure, Exception? inner = null)
        : base((failure ?? throw new ArgumentNullException(nameof(failure))).Reason, inner)
    {
        Failure = failure;
    }

    /// <summary>What happened and what follows from it.</summary>
    public SinkFailure Failure { get; }
}
