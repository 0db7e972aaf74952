using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Parsing;

/// <summary>A container that is being read. Containers lie on a stack of their own, not on the thread's.</summary>
internal sealed class Frame(HoconSource source)
{
    public SyntaxTree Container { get; private set; } = null!;

    public bool IsObject { get; private set; }

    /// <summary>The root object without braces; it ends with the text.</summary>
    public bool IsOpenRoot { get; private set; }

    /// <summary>A value is being read: the container waits for its next part.</summary>
    public bool InValue { get; set; }

    /// <summary>A member was read, and neither a comma nor a line end since.</summary>
    public bool NeedsSeparator { get; set; }

    /// <summary>A member was left out because of an error, so a comma here is not the first thing.</summary>
    public bool HadError { get; set; }

    public ValueBuilder Value { get; } = new(source);

    public SyntaxKey Key { get; set; }

    public SyntaxKey[]? Path { get; set; }

    public bool IsAppend { get; set; }

    /// <summary>Makes the frame that of another container.</summary>
    public void Begin(SyntaxTree container, bool isRoot)
    {
        (Container, IsObject, IsOpenRoot) = (container, container is SyntaxObject, isRoot);
        (InValue, NeedsSeparator, HadError) = (false, false, false);
        Value.Clear();
    }

    /// <summary>Puts the finished value where it belongs.</summary>
    public void Complete()
    {
        var value = Value.Take();
        if (Container is SyntaxObject obj)
        {
            obj.Members.Add(SyntaxMember.Field(Key, Path, value, IsAppend));
        }
        else
        {
            ((SyntaxList)Container).Items.Add(value);
        }

        (InValue, NeedsSeparator) = (false, true);
    }
}
