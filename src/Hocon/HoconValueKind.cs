namespace ActorLog.Hocon;

/// <summary>The types of values.</summary>
public enum HoconValueKind
{
    /// <summary><c>null</c></summary>
    Null,

    /// <summary><c>true</c> or <c>false</c></summary>
    Boolean,

    /// <summary>A number, kept as text.</summary>
    Number,

    /// <summary>A text.</summary>
    String,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Object,

    /// <summary>A substitution, or something that contains one directly: it has no value before it is resolved.</summary>
    Unresolved,
}
