using System;
using System.Collections.Generic;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>One member of a JSON object: its name and its value; an object or array is kept as its JSON text.</summary>
internal readonly record struct JsonField(string Name, LogValue Value, bool IsNested = false)
{
    /// <summary>The value if it is a text and not the text of an object or array.</summary>
    public string? Text => IsNested ? null : Value.Text;

    /// <summary>The members of the value if it is an object, else <see langword="null"/>.</summary>
    public List<JsonField>? Members =>
        IsNested && Value.Text is ['{', ..] json ? JsonFields.Read(Encoding.UTF8.GetBytes(json), out _) : null;

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
