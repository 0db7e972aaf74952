using System;
using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Hocon;

/// <summary>
/// The one exception of this library for what is wrong with a text, a value or a path; it carries every error that was
/// found, and its message is all their blocks.
/// </summary>
public sealed class HoconException : Exception
{
    /// <summary>Makes the exception for some errors.</summary>
    /// <param name="errors">At least one.</param>
    public HoconException(IReadOnlyList<HoconError> errors)
        : base(Text(errors)) => Errors = errors;

    /// <summary>Makes the exception for one error.</summary>
    /// <param name="error">The error.</param>
    public HoconException(HoconError error)
        : this([error ?? throw new ArgumentNullException(nameof(error))]) { }

    /// <summary>All errors, in the order in which they were found; never empty.</summary>
    public IReadOnlyList<HoconError> Errors { get; }

    /// <summary>The kind of the first error.</summary>
    public HoconErrorKind Kind => Errors[0].Kind;

    private static string Text(IReadOnlyList<HoconError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentOutOfRangeException.ThrowIfZero(errors.Count, nameof(errors));
        return string.Join("\n\n", errors.Select(e => e.ToString()));
    }
}
