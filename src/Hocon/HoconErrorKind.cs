namespace ActorLog.Hocon;

/// <summary>What sort of error it is; programs decide by the kind, people read the text.</summary>
public enum HoconErrorKind
{
    /// <summary>The text is not HOCON.</summary>
    Syntax,

    /// <summary>An included file is missing though required, cannot be read, or includes itself.</summary>
    Include,

    /// <summary>A required substitution has no value.</summary>
    UnresolvedSubstitution,

    /// <summary>Substitutions lead back to themselves.</summary>
    Cycle,

    /// <summary>A value is of another type than is asked for, or values cannot be joined.</summary>
    WrongType,

    /// <summary>There is no value at the path.</summary>
    Missing,

    /// <summary>The value is still a substitution: resolve first.</summary>
    NotResolved,

    /// <summary>The value has the right type and a meaning that is not allowed (a unit, a range, an enum word).</summary>
    BadValue,

    /// <summary>A key that nobody reads, or two keys that differ only by case.</summary>
    Key,

    /// <summary>A bound was reached: depth, number of includes, size after substitution.</summary>
    Limit,
}
