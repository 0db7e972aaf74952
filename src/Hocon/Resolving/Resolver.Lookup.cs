using System.Collections;
using System.Collections.Generic;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>From a substitution to the value at its path.</summary>
internal sealed partial class Resolver
{
    /// <summary>Keys that are being walked through although they are open.</summary>
    private readonly HashSet<HoconValue> _forward = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many references look back at containers that they stand in.</summary>
    private int _backs;

    /// <summary>Set when a lookup found only what is open: the beginning of the circle in the chain.</summary>
    private int? _circle;

    /// <summary>Set when a value on the way is open and was passed below its open layer: where that is in the chain.</summary>
    private int? _waited;

    /// <summary>Set when a value on the way stays a substitution, so that nobody can tell what is behind it.</summary>
    private bool _blocked;

    private IEnumerator Substitute(Substitution value, bool deep)
    {
        if (_failed.Contains(value))
        {
            Returned = value;
            yield break;
        }

        var opened = Open(value);
        if (!opened && !_forward.Contains(value))
        {
            (Returned, _circleStart) = (Circle, _open[value].Chain);
            yield break;
        }

        _chain.Add(value);
        yield return LookUp(value, deep);
        var (result, circle) = (Returned, _circle);

        // After an error, what is not resolved may contain this reference, and would have no end in its place.
        var isOpenEnded = deep && _errors.Count > 0 && result is { IsResolved: false };
        result = isOpenEnded ? value : Answer(value, result, circle);
        _chain.RemoveAt(_chain.Count - 1);
        Close(value, opened);

        // What is missing only because somebody is waiting for it may be there for the next who asks.
        var isForNow = result is null && circle < _chain.Count;
        Returned = opened && !isForNow ? Remember(value, deep, result) : result;
    }

    /// <summary>
    /// Looks at each place that the path may mean: in an included file behind the place of the include first, then as it
    /// is written, then in the environment. Leaves in <see cref="_circle"/> whether only open values were found.
    /// </summary>
    private IEnumerator LookUp(Substitution value, bool deep)
    {
        int? circle = null;
        for (var attempt = value.PrefixLength > 0 ? 0 : 1; attempt < 2; attempt++)
        {
            var path = attempt == 0 ? value.Path : value.Written;
            _blocked = false;
            yield return Walk(path, ahead: false);
            if (Returned is null && _waited is not null && !_blocked)
            {
                yield return Walk(path, ahead: true);
            }

            _circle = null;
            if (_blocked)
            {
                Returned = value;
                yield break;
            }

            if (Returned is { } target)
            {
                yield return At(target, deep);
                if (_circle is null)
                {
                    yield break;
                }

                circle = _circle;
            }
            else if (_waited < _chain.Count - 1)
            {
                circle = _waited;
            }
        }

        Returned = circle is null ? FromEnvironment(value) : null;
        _circle = circle;
    }

    /// <summary>What a substitution is worth: its value, nothing, or itself when it has to stay.</summary>
    private HoconValue? Answer(Substitution value, HoconValue? result, int? circle)
    {
        if (result is HoconUnresolved)
        {
            return value;
        }

        if (result is not null || value.IsOptional)
        {
            // What lay below the key that was looked up is no concern of the key that looked.
            return result is HoconObject { IsSealed: true } obj ? ObjectMerge.Sealed(obj, false) : result;
        }

        if (_errors.IsFull)
        {
            return value;
        }

        if (circle is not null)
        {
            var (message, notes) = ResolveMessages.Cycle(_chain, circle.Value);
            Fail(HoconErrorKind.Cycle, value, message, notes);
        }
        else if (!_options.AllowUnresolved)
        {
            var (message, notes) = ResolveMessages.NoValue(value, _root);
            Fail(HoconErrorKind.UnresolvedSubstitution, value, message, notes);
        }

        return value;
    }

    /// <summary>Gives the value that stands at a path, unevaluated; null when there is none.</summary>
    private IEnumerator Walk(HoconPath path, bool ahead)
    {
        HoconValue? node = _root;
        int? waited = null;
        for (var i = 0; i < path.Count && node is not null; i++)
        {
            if (node is HoconUnresolved)
            {
                yield return Head(node, ahead);
                waited = _waited ?? waited;
                node = IsCircle ? null : Returned;
                _blocked |= node is HoconUnresolved;
            }

            node = node is HoconObject obj && obj.TryGetValue(path.Span[i], out var next) ? next : null;
        }

        _waited = waited;
        Returned = node;
    }

    /// <summary>Evaluates the value at the end of a path. Whoever comes to an open layer looks back.</summary>
    private IEnumerator At(HoconValue target, bool deep)
    {
        if (!deep)
        {
            // Whoever asks is on the way of a path, and this is a part of it.
            yield return Head(target, ahead: false);
            _circle =
                IsCircle ? _circleStart
                : Returned is null ? _waited
                : null;
            Returned = _circle is null ? Returned : null;
            yield break;
        }

        _circle = null;
        if (target is Layers layers && Visible(layers) is var visible && visible < layers.Values.Length)
        {
            if (visible == 0)
            {
                _circle = _open[layers.Values[0]].Chain;
                Returned = null;
                yield break;
            }

            target = View(layers, visible);
        }

        if (_open.TryGetValue(target, out var open))
        {
            _circle = open.Chain;
            Returned = null;
        }
        else if (!Try(target, deep, out var result))
        {
            yield return Call(target, deep);
            if (IsCircle)
            {
                yield return LookBack(target);
            }

            _circle = IsCircle ? _circleStart : null;
            Returned = _circle is null ? Returned : null;
        }
        else
        {
            Returned = result;
        }
    }

    /// <summary>Evaluates once more a container that is being evaluated already, now without what is open in it.</summary>
    private IEnumerator LookBack(HoconValue container)
    {
        var filling = _filling;
        _filling = new(ReferenceEqualityComparer.Instance);
        _backs++;
        yield return Call(container, deep: true);
        _backs--;
        _filling = filling;
    }

    /// <summary>
    /// Evaluates a value on the way of a path, far enough to go on: back to what lies below an open layer. Where there is
    /// nothing, or what is looked for is not there, ahead through the open layer, if the reference stands in an object
    /// that this layer brought in.
    /// </summary>
    private IEnumerator Head(HoconValue node, bool ahead)
    {
        int? waited = null;
        if (!_heads.ContainsKey(node) && LowestOpen(node, out var below, out var through) is { } open)
        {
            if (_depth > _open[open].Depth && (ahead || below is null) && _forward.Add(open))
            {
                yield return Call(through, deep: false);
                _forward.Remove(open);
                _waited = null;
                yield break;
            }

            waited = _open[open].Chain;
            if (below is null)
            {
                (Returned, _waited) = (null, waited);
                yield break;
            }

            node = below;
        }

        if (!Try(node, deep: false, out var result))
        {
            yield return Call(node, deep: false);
            result = Returned;
        }

        (Returned, _waited) = (result, waited);
    }

    /// <summary>The lowest open layer of a value, with the layers below it and those up to the next open one.</summary>
    private HoconValue? LowestOpen(HoconValue node, out HoconValue? below, out HoconValue through)
    {
        (below, through) = (null, node);
        if (node is not Layers layers)
        {
            return _open.ContainsKey(node) ? node : null;
        }

        var visible = Visible(layers);
        if (visible == layers.Values.Length)
        {
            return null;
        }

        below = visible == 0 ? null : View(layers, visible);
        through = View(layers, Visible(layers, visible + 1));
        return layers.Values[visible];
    }

    /// <summary>Most paths lead over plain objects to a plain value; that needs no calls.</summary>
    private bool TryLookup(Substitution value, out HoconValue? result)
    {
        result = null;
        if (value.PrefixLength > 0)
        {
            return false;
        }

        HoconValue? node = _root;
        foreach (var key in value.Path.Span)
        {
            if (node is not HoconObject obj || !obj.TryGetValue(key, out node))
            {
                return false;
            }
        }

        result = node is HoconObject { IsSealed: true } sealedObject ? ObjectMerge.Sealed(sealedObject, false) : node;
        return node.IsResolved;
    }

    private HoconValue? FromEnvironment(Substitution value)
    {
        var name = string.Join('.', value.Written.Keys);
        if (!value.IsList)
        {
            return Variable(name);
        }

        var items = new List<HoconValue>();
        while (items.Count < HoconLimits.MaxIncludes && Variable($"{name}_{items.Count}") is { } item)
        {
            items.Add(item);
        }

        var source = HoconSource.Nowhere($"environment variables {name}_0 ...");
        return items.Count == 0 ? null : new HoconList(source, 0, 0, [.. items]);
    }

    private HoconString? Variable(string name)
    {
        if (name.Length == 0 || name.Contains('\0') || name.Contains('='))
        {
            return null;
        }

        return _options.Environment(name) is { } text
            ? new HoconString(HoconSource.Nowhere($"environment variable {name}"), 0, 0, text, isQuoted: false)
            : null;
    }
}
