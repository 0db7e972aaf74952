using System.Collections;
using System.Collections.Generic;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

// How substitutions get their values.
//
// A key's value may be layers: what it was given by several statements, where an unknown one (a substitution or a
// concatenation) lies over or under others. Layers are evaluated from the top; a value that is no object ends the
// search, so what it hides is never evaluated.
//
// A substitution looks its path up from the root, in the merged document. Two strengths of evaluation keep this lazy:
//   Head: far enough to know what a value is; the fields of an object stay as they are. Walking along a path needs this.
//   Full: down to the leaves. The value at the end of a path needs this.
// So `bar { foo = 42, baz = ${bar.foo} }` is no cycle: on the way to foo, nobody asks for baz.
//
// Self-reference looks back. While an unknown layer is evaluated it is "open", and whoever comes to its key meanwhile,
// directly or over other substitutions, sees only the layers below it: `a = 1, a = ${a}2`. With nothing below, an
// optional substitution vanishes and a required one is a cycle. But where a reference from inside an object that the
// open layer brought in finds nothing so, it goes on along its path through the layer itself, if that is possible without
// coming by again: `a = ${z}, z { q = ${a.b}, b = 3 }` has a perfectly good answer, and `a.x = 1` before it too.
//
// A reference to an object around it, as in `a { b = 1, b = ${a} }`, comes by a container that is being evaluated. It is
// evaluated once more, each open key as it is below its open layer. With nothing below, that is a cycle as well. What
// comes of it is not remembered, for the container will be something else when it is done.
//
// Every occurrence is evaluated once and remembered, but not that it is missing for somebody who waits for it: whoever
// asks later may find it. The layered keys of an object go first, because they are the ones that look back, and what
// they see must not depend on who asks first.
internal sealed partial class Resolver : Trampoline
{
    /// <summary>
    /// The answer of a container or a substitution that is being evaluated already. It is no part of anything: whoever
    /// gets it drops what it was making, remembers nothing and hands it on, up to the nearest substitution, which is the
    /// cycle. It is unresolved, so that a container that took it nevertheless could not pass for a result.
    /// </summary>
    private static readonly HoconValue Circle = new Substitution(
        HoconSource.Nowhere("cycle"),
        0,
        0,
        HoconPath.Of("cycle"),
        prefixLength: 0,
        isOptional: false,
        isList: false
    );

    private readonly HoconObject _root;
    private readonly HoconResolveOptions _options;
    private readonly ErrorList _errors;
    private readonly Dictionary<HoconValue, HoconValue?> _full = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<HoconValue, HoconValue?> _heads = new(ReferenceEqualityComparer.Instance);

    /// <summary>Open layers: how deep in containers and how far in the chain of substitutions they were opened.</summary>
    private readonly Dictionary<HoconValue, (int Depth, int Chain)> _open = new(ReferenceEqualityComparer.Instance);

    /// <summary>Containers whose parts are being evaluated, and how long the chain was then.</summary>
    private Dictionary<HoconValue, int> _filling = new(ReferenceEqualityComparer.Instance);

    /// <summary>How long the chain was when the container was entered that answered with the circle.</summary>
    private int _circleStart;

    /// <summary>What was reported already.</summary>
    private readonly HashSet<HoconValue> _failed = new(ReferenceEqualityComparer.Instance);

    /// <summary>Substitutions that wait for each other, the latest last.</summary>
    private readonly List<Substitution> _chain = [];
    private readonly long _limit;
    private long _produced;
    private int _depth;

    private bool IsCircle => ReferenceEquals(Returned, Circle);

    private Resolver(HoconObject value, HoconObject root, HoconResolveOptions options, ErrorList errors)
    {
        _root = root;
        _options = options;
        _errors = errors;
        _limit = root.Weight + HoconLimits.MaxExpansion;
        Budget = HoconLimits.MaxExpansion / 16 + (value.Weight + root.Weight) * 16;
    }

    /// <summary>Resolves a value, looking paths up in <paramref name="root"/>.</summary>
    public static HoconObject Resolve(
        HoconObject value,
        HoconObject root,
        HoconResolveOptions options,
        ErrorList errors
    )
    {
        if (value.IsResolved)
        {
            return value;
        }

        var resolver = new Resolver(value, root, options, errors);
        var result = resolver.Run(resolver.Call(value, deep: true)) as HoconObject;
        if (resolver.Budget < 0)
        {
            resolver.Fail(HoconErrorKind.Limit, value, ResolveMessages.TooLong);
        }
        else if (result is not { IsResolved: true } && errors.Count == 0 && !options.AllowUnresolved)
        {
            resolver.Fail(HoconErrorKind.Cycle, value, ResolveMessages.Unknown);
        }

        return result ?? value;
    }

    /// <summary>Evaluates a value: to its leaves, or only its head.</summary>
    private IEnumerator Call(HoconValue value, bool deep) =>
        value switch
        {
            Substitution s => Substitute(s, deep),
            Concatenation c => Concatenate(c, deep),
            Layers l => Key(l, deep),
            Append a => Items(a),
            HoconObject o => Fields(o),
            _ => List((HoconList)value),
        };

    /// <summary>Answers without a call when the answer is there already.</summary>
    private bool Try(HoconValue value, bool deep, out HoconValue? result)
    {
        if (deep ? value.IsResolved : value is not HoconUnresolved)
        {
            result = value;
            return true;
        }

        if (!deep && value is Append append)
        {
            // That it is a list is all that its head tells. Its items may ask for whoever asks here.
            result = append.Items;
            return true;
        }

        return _full.TryGetValue(value, out result)
            || (!deep && _heads.TryGetValue(value, out result))
            || (value is Substitution s && TryLookup(s, out result));
    }

    private HoconValue? Remember(HoconValue value, bool deep, HoconValue? result)
    {
        (deep ? _full : _heads)[value] = result;
        return result;
    }

    /// <summary>Remembers a container, unless it is one that a reference from within looked back at.</summary>
    private HoconValue? Keep(HoconValue value, HoconValue? result) =>
        _backs == 0 ? Remember(value, deep: true, result) : result;

    private IEnumerator Fields(HoconObject value)
    {
        if (!Enter(value))
        {
            yield break;
        }

        _depth++;
        var results = new HoconValue?[value.Count];
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < results.Length; i++)
            {
                var part = value.Span[i].Value;
                if (part is Layers != (pass == 0))
                {
                    continue;
                }

                part = Seen(part);
                if (!Try(part, deep: true, out results[i]))
                {
                    yield return Call(part, deep: true);
                    if (IsCircle)
                    {
                        Leave(value);
                        yield break;
                    }

                    results[i] = Returned;
                }
            }
        }

        Leave(value);
        Returned = Keep(value, Bounded(Filled(value, results)));
    }

    /// <summary>What a reference from within, which looks back, sees of a key: what lies below its open layers.</summary>
    private HoconValue Seen(HoconValue part) =>
        _backs > 0 && part is Layers layers && Visible(layers) is > 0 and var visible ? View(layers, visible) : part;

    /// <summary>False, with the circle as the answer, when the container is being evaluated already.</summary>
    private bool Enter(HoconValue container)
    {
        if (_filling.TryAdd(container, _chain.Count))
        {
            return true;
        }

        (Returned, _circleStart) = (Circle, _filling[container]);
        return false;
    }

    private void Leave(HoconValue container)
    {
        _depth--;
        _filling.Remove(container);
    }

    private static HoconObject Filled(HoconObject value, HoconValue?[] results)
    {
        var fields = new HoconField[results.Length];
        var count = 0;
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i] is { } result)
            {
                fields[count++] = value.Span[i].With(result);
            }
        }

        System.Array.Resize(ref fields, count);
        return new HoconObject(value.Source, value.Start, value.Length, fields, null, value.IsSealed);
    }

    private IEnumerator List(HoconList value)
    {
        if (!Enter(value))
        {
            yield break;
        }

        _depth++;
        var results = new List<HoconValue>(value.Count);
        for (var i = 0; i < value.Count; i++)
        {
            if (!Try(value[i], deep: true, out var result))
            {
                yield return Call(value[i], deep: true);
                if (IsCircle)
                {
                    Leave(value);
                    yield break;
                }

                result = Returned;
            }

            if (result is not null)
            {
                results.Add(result);
            }
        }

        Leave(value);
        var list = new HoconList(value.Source, value.Start, value.Length, [.. results]);
        Returned = Keep(value, Bounded(list));
    }

    /// <summary>A value that substitutions have made too deep or too large is an error, and becomes null.</summary>
    private HoconValue Bounded(HoconValue value)
    {
        if (value.Height <= HoconLimits.MaxDepth && value.Weight <= _limit)
        {
            return value;
        }

        Fail(
            HoconErrorKind.Limit,
            value,
            value.Height > HoconLimits.MaxDepth ? ResolveMessages.TooDeep : ResolveMessages.TooLarge
        );
        return new HoconNull(value.Source, value.Start, value.Length);
    }

    private bool Open(HoconValue layer) => _open.TryAdd(layer, (_depth, _chain.Count));

    private void Close(HoconValue layer, bool opened)
    {
        if (opened)
        {
            _open.Remove(layer);
        }
    }

    private void Fail(HoconErrorKind kind, HoconValue at, string message, params string[] notes)
    {
        if (_failed.Add(at))
        {
            _errors.Add(new HoconError(kind, at.Origin, message, null, notes));
        }
    }
}
