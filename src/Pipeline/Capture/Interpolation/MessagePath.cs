using System;
using System.Collections.Generic;
using System.Threading;
using ActorLog.Events;
using ActorLog.Runtime;

namespace ActorLog.Capture.Interpolation;

/// <summary>
/// What a call has appended so far, as a path in a tree of all that calls ever appended: it ends at the template, which is
/// made by the first to come by.
/// </summary>
/// <remarks>
/// A call site appends the same objects each time, for they are literals of its assembly, so each step is found by
/// reference: no key has to be built and looked up per event. The line of the call and the two lengths choose the tree;
/// they need not be unique, since every step is compared. The trees are bounded: what does not fit any more gets a path of
/// its own each time, which allocates and is right all the same. Nodes are only ever added, so readers take no lock.
/// </remarks>
internal sealed class MessagePath
{
    private const int Trees = 1024;
    private const int MaxNodes = 50_000;
    private const int MaxChildren = 64;

    // The alignment of a step that is no hole: a literal and an expression may be the same string object.
    private const int NoHole = int.MinValue;

    private static readonly MessagePath?[] Roots = new MessagePath?[Trees];
    private static readonly Lock Gate = new();
    private static int _nodes;

    private readonly MessagePath? _parent;
    private readonly string _source;
    private readonly string? _givenFormat;
    private readonly int _alignment;
    private readonly bool _isKept;
    private MessagePath? _child;
    private MessagePath? _sibling;
    private MessageTemplate? _template;

    private MessagePath(MessagePath? parent, string source, int alignment, string? format, bool isKept)
    {
        _parent = parent;
        _source = source;
        _givenFormat = format;
        _alignment = alignment;
        _isKept = isKept;
        if (IsHole)
        {
            Name = Unique(HoleName.Explicit(format, out format) ?? HoleName.Of(source));
            Hole = TemplateToken.Hole(Name, format, alignment, parent!.HoleCount);
            HoleCount = Hole.HoleIndex + 1;
        }
        else
        {
            HoleCount = parent?.HoleCount ?? 0;
        }
    }

    /// <summary>The name of the property that this step appended.</summary>
    public string Name { get; } = "";

    /// <summary>Its format, or <see langword="null"/>.</summary>
    public string? Format => Hole?.Format;

    /// <summary>The template of a message that ends here.</summary>
    public MessageTemplate Template => _template ??= MakeTemplate();

    private TemplateToken? Hole { get; }

    private int HoleCount { get; }

    private bool IsHole => _alignment != NoHole;

    /// <summary>The path of a message of which nothing has been appended yet.</summary>
    public static MessagePath Begin(int literalLength, int formattedCount, int line)
    {
        var hash = (uint)(((line * 31) + literalLength) * 31) + (uint)formattedCount;
        ref var root = ref Roots[hash % Trees];
        return root
            ?? Interlocked.CompareExchange(ref root, new MessagePath(null, "", NoHole, null, true), null)
            ?? root;
    }

    /// <summary>The path after a literal.</summary>
    public MessagePath AfterLiteral(string text) => After(text, NoHole, null);

    /// <summary>The path after a hole.</summary>
    public MessagePath AfterHole(string expression, int alignment, string? format) =>
        After(expression, alignment == NoHole ? NoHole + 1 : alignment, format);

    private MessagePath After(string source, int alignment, string? format)
    {
        for (var child = _child; child is not null; child = child._sibling)
        {
            if (
                ReferenceEquals(child._source, source)
                && child._alignment == alignment
                && ReferenceEquals(child._givenFormat, format)
            )
            {
                return child;
            }
        }

        return Grow(source, alignment, format);
    }

    private MessagePath Grow(string source, int alignment, string? format)
    {
        using (Uninterrupted.Enter(Gate))
        {
            var siblings = 0;
            for (var child = _child; child is not null; child = child._sibling)
            {
                siblings++;
            }

            var isKept = _isKept && siblings < MaxChildren && _nodes < MaxNodes;
            var grown = new MessagePath(this, source, alignment, format, isKept);
            if (isKept)
            {
                // Two threads may add the same step; the younger node then hides the older, and both are right.
                grown._sibling = _child;
                Volatile.Write(ref _child, grown);
                _nodes++;
            }

            return grown;
        }
    }

    /// <summary>Of two holes of one name the second is told apart: no formatter can show two properties of one name.</summary>
    private string Unique(string name)
    {
        var unique = name;
        for (var count = 2; HasBefore(unique); count++)
        {
            unique = $"{name}_{count}";
        }

        return unique;
    }

    private bool HasBefore(string name)
    {
        for (var step = _parent; step is not null; step = step._parent)
        {
            if (step.IsHole && string.Equals(step.Name, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private MessageTemplate MakeTemplate()
    {
        var tokens = new Stack<TemplateToken>();
        for (var step = this; step._parent is not null; step = step._parent)
        {
            tokens.Push(step.Hole ?? TemplateToken.Literal(step._source));
        }

        return MessageTemplate.Of([.. tokens]);
    }
}
