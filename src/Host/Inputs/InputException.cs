using System;

namespace ActorLog.Host.Inputs;

/// <summary>An input cannot start. The message is for the operator: what is wrong and what to do.</summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception.</summary>
    public InputException(string message, Exception? inner = null)
        : base(message, inner) { }
}
