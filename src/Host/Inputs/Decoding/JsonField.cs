using System;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>One member of a <see cref="JsonObject"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; nothing if that is an object or array, which stays in the bytes until somebody asks.</param>
/// <param name="Start">Where in the bytes an object or array begins.</param>
/// <param name="Length">Its length; 0 for any other value.</param>
internal readonly record struct JsonField(JsonWord Name, LogValue Value, int Start = 0, int Length = 0)
{
    /// <summary>Whether the value is an object or array.</summary>
    public bool IsNested => Length > 0;

    /// <summary>The value if it is a text.</summary>
    public string? Text => Value.Text;

    /// <summary>The value if it is a number, else <see langword="null"/>.</summary>
    public decimal? Number =>
        Value.Kind switch
        {
            LogValueKind.Int64 => Value.AsInt64,
            LogValueKind.UInt64 => Value.AsUInt64,
            LogValueKind.Decimal => Value.AsDecimal,
            LogValueKind.Double when Math.Abs(Value.AsDouble) < 1e20 => (decimal)Value.AsDouble,
            _ => null,
        };
}
