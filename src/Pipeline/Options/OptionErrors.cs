using System;
using System.Collections.Generic;

namespace ActorLog.Options;

/// <summary>All the errors of a set of options: they are collected, not thrown one by one.</summary>
public sealed class OptionErrors
{
    private readonly List<OptionError> _errors = [];

    /// <summary>The errors found so far, in the order in which they were found.</summary>
    public IReadOnlyList<OptionError> All => _errors;

    /// <summary>Adds an error, unless it is there: a block may be read twice.</summary>
    public void Add(string path, string message, string? hint = null)
    {
        var error = new OptionError(path, message, hint);
        if (!_errors.Contains(error))
        {
            _errors.Add(error);
        }
    }

    /// <summary>Adds an error if <paramref name="holds"/> is false.</summary>
    public void Require(bool holds, string path, string message)
    {
        if (!holds)
        {
            Add(path, message);
        }
    }

    /// <summary>
    /// Adds an error if a time is longer than a day: for what is waited for with a timer, which takes no <c>infinite</c>.
    /// </summary>
    public void RequireDayAtMost(TimeSpan time, string path) =>
        Require(time <= TimeSpan.FromDays(1), path, "must be 1 day at the most");

    /// <summary>
    /// Adds an error if an age is less than a second: whoever forgets the unit of 30 days has said 30 milliseconds.
    /// </summary>
    internal void RequireSecondAtLeast(TimeSpan age, string path) =>
        Require(age >= TimeSpan.FromSeconds(1), path, "must be at least 1 s; a number without a unit is milliseconds");

    /// <summary>Throws all errors together, if there are any.</summary>
    /// <exception cref="InvalidOptionsException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new InvalidOptionsException(_errors);
        }
    }
}
