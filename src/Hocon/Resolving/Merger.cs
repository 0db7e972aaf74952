using System.Collections.Generic;
using ActorLog.Hocon.Parsing;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>
/// Trees to one object: paths become nested objects, duplicate keys merge, included files are merged where they are
/// included. What is left to do is looking up substitutions. Works from an explicit stack, the topmost container first.
/// </summary>
internal sealed class Merger
{
    private readonly IncludeLoader _includes;
    private readonly ErrorList _errors;
    private readonly Stack<MergeFrame> _frames = new();
    private readonly List<Builder> _made = [];

    private Merger(IncludeLoader includes, ErrorList errors)
    {
        _includes = includes;
        _errors = errors;
    }

    public static HoconObject Merge(HoconSource source, SyntaxObject tree, IncludeLoader includes, ErrorList errors)
    {
        var merger = new Merger(includes, errors);
        var root = new ObjectBuilder(source, tree.Start, tree.Length);
        merger._made.Add(root);
        merger._frames.Push(new MergeFrame(source, []) { Members = tree.Members, Target = root });
        while (merger._frames.TryPeek(out var frame) && !errors.IsFull)
        {
            merger.Step(frame);
        }

        var first = errors.Errors.Count;
        for (var i = merger._made.Count - 1; i >= 0; i--)
        {
            merger._made[i].Freeze();
        }

        errors.SortFrom(first);

        return (HoconObject)root.Frozen!;
    }

    private void Step(MergeFrame frame)
    {
        if (frame.Members is not null)
        {
            if (frame.Next == frame.Members.Count)
            {
                _frames.Pop();
                return;
            }

            var member = frame.Members[frame.Next++];
            if (member.Include is not null)
            {
                Include(frame, member.Include);
            }
            else
            {
                Field(frame, member);
            }
        }
        else
        {
            Items(frame);
        }
    }

    private void Field(MergeFrame frame, SyntaxMember member)
    {
        var depth = frame.Depth + (member.Path?.Length ?? 1);
        if (depth > HoconLimits.MaxDepth)
        {
            var origin = new HoconOrigin(frame.Source, member.Key.Start, member.Key.Length);
            _errors.Add(
                new HoconError(HoconErrorKind.Limit, origin, $"more than {HoconLimits.MaxDepth} keys within each other")
            );
            return;
        }

        var target = frame.Target!;
        for (var i = 0; i < (member.Path?.Length ?? 1) - 1; i++)
        {
            target = target.Object(member.Path![i], frame.Source, default, _made);
        }

        var below = frame.Below(member, depth);
        if (member.IsAppend)
        {
            Append(target, member, below);
        }
        else if (member.Value.Tree is SyntaxObject obj)
        {
            var inner = target.Object(member.Key, frame.Source, member.Value, _made);
            _frames.Push(below with { Members = obj.Members, Target = inner });
        }
        else
        {
            target.Set(member.Key, frame.Source, Part(below, member.Value));
        }
    }

    private void Append(ObjectBuilder target, SyntaxMember member, MergeFrame frame)
    {
        if (member.Value.Scalar is { } scalar && target.TryAppend(member.Key, frame.Source, scalar))
        {
            return;
        }

        var append = new AppendBuilder(frame.Source, member.Value.Start, member.Value.Length);
        _made.Add(append);
        target.Set(member.Key, frame.Source, append);
        append.Items.Add(Part(frame with { IsInList = true }, member.Value));
    }

    private void Items(MergeFrame frame)
    {
        var items = frame.Sequence!.Items;
        while (frame.Next < frame.Values!.Count)
        {
            var value = frame.Values[frame.Next++];
            items.Add(Part(frame, value));
            if (value.Tree is SyntaxList or SyntaxObject or SyntaxConcatenation)
            {
                return;
            }
        }

        _frames.Pop();
    }

    /// <summary>Gives the value, or a builder for it whose filling is next.</summary>
    private object Part(MergeFrame frame, SyntaxValue value)
    {
        switch (value.Tree)
        {
            case null:
                return value.Scalar!;
            case SyntaxSubstitution s:
                return new Substitution(
                    frame.Source,
                    s.Start,
                    s.Length,
                    s.Path.Behind(frame.Prefix),
                    frame.Prefix.Length,
                    s.IsOptional,
                    s.IsList
                );
            case SyntaxObject obj:
                var target = new ObjectBuilder(frame.Source, obj.Start, obj.Length);
                _made.Add(target);
                _frames.Push(frame.Inside() with { Members = obj.Members, Target = target });
                return target;
            case SyntaxList list:
                var items = new ListBuilder(frame.Source, list.Start, list.Length);
                _made.Add(items);
                _frames.Push(frame.Inside() with { Values = list.Items, Sequence = items, IsInList = true });
                return items;
            default:
                var concatenation = (SyntaxConcatenation)value.Tree;
                var parts = new ConcatenationBuilder(frame.Source, concatenation.Start, concatenation.Length, _errors);
                _made.Add(parts);
                _frames.Push(frame.Inside() with { Values = concatenation.Parts, Sequence = parts });
                return parts;
        }
    }

    private void Include(MergeFrame frame, SyntaxInclude include)
    {
        var loaded = _includes.Load(include, frame.Source);
        var prefix = frame.IsInList ? [] : frame.Position();

        // The first file is merged first, so it is pushed last.
        for (var i = loaded.Count - 1; i >= 0; i--)
        {
            var (source, tree) = loaded[i];
            _frames.Push(
                new MergeFrame(source, prefix)
                {
                    Members = tree.Members,
                    Target = frame.Target,
                    Depth = frame.Depth,
                    IsInList = frame.IsInList,
                }
            );
        }
    }
}
