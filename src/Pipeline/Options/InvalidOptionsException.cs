using System;
using System.Collections.Generic;

namespace ActorLog.Options;

/// <summary>The options are wrong. Says everything that is wrong, not only the first thing.</summary>
public sealed class InvalidOptionsException : Exception
{
    /// <summary>Creates the exception.</summary>
    public InvalidOptionsException(IReadOnlyList<OptionError> errors)
        : base(Describe(errors))
    {
        Errors = errors;
    }

    /// <summary>All errors, in the order of the options.</summary>
    public IReadOnlyList<OptionError> Errors { get; }

    private static string Describe(IReadOnlyList<OptionError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var count = errors.Count == 1 ? "1 error" : $"{errors.Count} errors";
        return $"The options of ActorLog have {count}:{Environment.NewLine}  "
            + string.Join(Environment.NewLine + "  ", errors);
    }
}
