using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace ActorLog.Host.Python;

/// <summary>A value that a Python program wrote with <c>repr</c>. Its source text is its <c>repr</c>, so none is ever made.</summary>
internal abstract record PythonValue(string Source)
{
    /// <summary>What <c>str(value)</c> gives: the text of a string, else the <c>repr</c>.</summary>
    public virtual string Str => Source;

    /// <summary>Whether <c>if value:</c> would hold.</summary>
    public virtual bool IsTrue => true;
}

internal sealed record PythonNone(string Source) : PythonValue(Source)
{
    public override bool IsTrue => false;
}

internal sealed record PythonBool(string Source, bool Value) : PythonValue(Source)
{
    public override bool IsTrue => Value;
}

internal sealed record PythonInt(string Source, BigInteger Value) : PythonValue(Source)
{
    public override string Str => Value.ToString(CultureInfo.InvariantCulture);

    public override bool IsTrue => !Value.IsZero;
}

internal sealed record PythonFloat(string Source, double Value) : PythonValue(Source)
{
    public override bool IsTrue => Value != 0;
}

internal sealed record PythonText(string Source, string Value) : PythonValue(Source)
{
    public override string Str => Value;

    public override bool IsTrue => Value.Length > 0;
}

internal sealed record PythonBytes(string Source) : PythonValue(Source);

internal sealed record PythonTuple(string Source, IReadOnlyList<PythonValue> Items) : PythonValue(Source)
{
    public override bool IsTrue => Items.Count > 0;
}

/// <summary>A list or a set.</summary>
internal sealed record PythonList(string Source, IReadOnlyList<PythonValue> Items) : PythonValue(Source)
{
    public override bool IsTrue => Items.Count > 0;
}

internal sealed record PythonDictionary(string Source, IReadOnlyList<(PythonValue Key, PythonValue Value)> Entries)
    : PythonValue(Source)
{
    public override bool IsTrue => Entries.Count > 0;

    /// <summary>The value under a text key, the last one if it is written twice, or <see langword="null"/>.</summary>
    public PythonValue? Find(string key)
    {
        PythonValue? found = null;
        foreach (var entry in Entries)
        {
            if (entry.Key is PythonText text && text.Value == key)
            {
                found = entry.Value;
            }
        }

        return found;
    }
}

/// <summary>
/// The <c>repr</c> of an object that is no literal: <c>&lt;Order 7&gt;</c>, <c>ValueError('bad')</c>,
/// <c>datetime.date(2020, 9, 23)</c>. Nothing is known of it but this text.
/// </summary>
internal sealed record PythonOpaque(string Source) : PythonValue(Source);
