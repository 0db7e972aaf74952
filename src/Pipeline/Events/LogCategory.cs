using System;
using System.Text;

namespace ActorLog.Events;

/// <summary>The name under which events were logged, with its bytes: one object per category and pipeline.</summary>
/// <remarks>Immutable for its readers and safe on any thread.</remarks>
public sealed class LogCategory
{
    /// <summary>Creates the category.</summary>
    /// <param name="name">Its name, such as <c>Shop.Orders</c>.</param>
    public LogCategory(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Utf8 = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name as UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>What the router compiled for this category. A snapshot: replaced whole, never changed.</summary>
    internal object? Routes { get; set; }

    /// <summary>What the formatters made of the name. A snapshot: replaced whole, never changed.</summary>
    internal object? EscapedName { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
