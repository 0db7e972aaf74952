namespace ActorLog.Events;

/// <summary>What a <see cref="LogValue"/> holds.</summary>
public enum LogValueKind : byte
{
    /// <summary>No value: <see langword="null"/>.</summary>
    Null,

    /// <summary>Text: a string, or a value that was rendered when it was captured.</summary>
    Text,

    /// <summary><see langword="true"/> or <see langword="false"/>.</summary>
    Boolean,

    /// <summary>One UTF-16 code unit.</summary>
    Char,

    /// <summary>A signed integer of up to 32 bits; told apart because <c>{X:x}</c> of a negative number depends on it.</summary>
    Int32,

    /// <summary>A signed integer of up to 64 bits, or an unsigned one of up to 32.</summary>
    Int64,

    /// <summary>An unsigned integer of 64 bits.</summary>
    UInt64,

    /// <summary>A floating point number of 32 bits.</summary>
    Single,

    /// <summary>A floating point number of 64 bits.</summary>
    Double,

    /// <summary>A decimal number.</summary>
    Decimal,

    /// <summary>A <see cref="System.DateTime"/>.</summary>
    DateTime,

    /// <summary>A <see cref="System.DateTimeOffset"/>.</summary>
    DateTimeOffset,

    /// <summary>A <see cref="System.TimeSpan"/>.</summary>
    TimeSpan,

    /// <summary>A <see cref="System.DateOnly"/>.</summary>
    DateOnly,

    /// <summary>A <see cref="System.TimeOnly"/>.</summary>
    TimeOnly,

    /// <summary>A <see cref="System.Guid"/>.</summary>
    Guid,
}
