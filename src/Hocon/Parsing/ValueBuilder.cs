using System;
using System.Collections.Generic;
using System.Text;
using ActorLog.Hocon.Lexing;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Parsing;

/// <summary>
/// Gathers the parts of one value. Text beside text is one string at once; a single word may be a number, a boolean or
/// null. One builder serves a container for all its values.
/// </summary>
internal sealed class ValueBuilder(HoconSource source)
{
    private List<SyntaxValue>? _parts;
    private StringBuilder? _text;
    private SyntaxTree? _tree;
    private Token _first;
    private Token _pendingSpace;
    private int _pieces;
    private int _textStart;
    private int _end;
    private bool _quoted;

    /// <summary>Whether there is nothing yet.</summary>
    public bool IsEmpty => _pieces == 0 && _tree is null && _parts is null;

    public void AddSpace(Token token)
    {
        if (!IsEmpty)
        {
            _pendingSpace = token;
        }
    }

    public void AddText(Token token)
    {
        TakeSpace();
        FlushTree();
        StartOrAppend(token);
        _textStart = _pieces == 1 && _first.Kind == TokenKind.Whitespace ? token.Start : _textStart;
        _quoted |= token.Kind != TokenKind.Text;
        _pieces++;
        _end = token.End;
    }

    public void AddTree(SyntaxTree tree)
    {
        TakeSpace();
        FlushText();
        FlushTree();
        _tree = tree;
        _end = tree.Start + tree.Length;
    }

    /// <summary>Gives the value and makes the builder empty.</summary>
    public SyntaxValue Take()
    {
        SyntaxValue result;
        if (_parts is null)
        {
            result = _tree is null ? new SyntaxValue(Scalar(), null) : new SyntaxValue(null, _tree);
        }
        else
        {
            FlushText();
            FlushTree();
            result = new SyntaxValue(null, Joined(_parts));
        }

        Clear();
        return result;
    }

    public void Clear()
    {
        (_parts, _tree, _pieces, _pendingSpace) = (null, null, 0, default);
        _text?.Clear();
    }

    /// <summary>
    /// Objects beside objects are one object, as if the statements of all stood in it, and lists beside lists one list.
    /// So what one of them hides is hidden, and <c>a = { b = ${a} } { c = 1 }</c> looks back no more than one object does.
    /// </summary>
    private SyntaxTree Joined(List<SyntaxValue> parts)
    {
        var (start, length) = (parts[0].Start, _end - parts[0].Start);
        var trees = parts
            .FindAll(p => p.Scalar is not { } text || !Concatenation.IsBlank(text))
            .ConvertAll(p => p.Tree);
        if (trees.TrueForAll(t => t is SyntaxObject))
        {
            var joined = new SyntaxObject(start) { Length = length };
            trees.ForEach(t => joined.Members.AddRange(((SyntaxObject)t!).Members));
            return joined;
        }

        if (trees.TrueForAll(t => t is SyntaxList))
        {
            var joined = new SyntaxList(start) { Length = length };
            trees.ForEach(t => joined.Items.AddRange(((SyntaxList)t!).Items));
            return joined;
        }

        return new SyntaxConcatenation(start, parts) { Length = length };
    }

    /// <summary>Space counts only between two parts; then it is text.</summary>
    private void TakeSpace()
    {
        if (_pendingSpace.Length == 0)
        {
            return;
        }

        var space = _pendingSpace;
        _pendingSpace = default;
        FlushTree();
        StartOrAppend(space);
        _pieces++;
        _end = space.End;
    }

    /// <summary>A single piece stays a token; from the second on there is a text.</summary>
    private void StartOrAppend(Token token)
    {
        if (_pieces == 0)
        {
            (_first, _textStart, _quoted) = (token, token.Start, false);
            return;
        }

        _text ??= new StringBuilder();
        if (_pieces == 1)
        {
            AppendToken(_first);
        }

        AppendToken(token);
    }

    private void AppendToken(Token token)
    {
        if (token.Kind is TokenKind.Text or TokenKind.Whitespace)
        {
            _text!.Append(source.Text, token.Start, token.Length);
        }
        else
        {
            _text!.Append(QuotedText.Decode(source.Text, token));
        }
    }

    private void FlushTree()
    {
        if (_tree is not null)
        {
            (_parts ??= []).Add(new SyntaxValue(null, _tree));
            _tree = null;
        }
    }

    private void FlushText()
    {
        if (_pieces > 0)
        {
            FlushTree();
            (_parts ??= []).Add(new SyntaxValue(PartText(), null));
            _pieces = 0;
            _text?.Clear();
        }
    }

    /// <summary>Text beside a substitution is text: <c>true${x}</c> is no boolean.</summary>
    private HoconString PartText()
    {
        var length = _end - _textStart;
        if (_pieces > 1)
        {
            return new HoconString(source, _textStart, length, _text!.ToString(), _quoted);
        }

        return _first.Kind is TokenKind.Text or TokenKind.Whitespace
            ? new HoconString(source, _textStart, length, source.Text.Substring(_first.Start, _first.Length), false)
            : new HoconString(source, _textStart, length, QuotedText.Decode(source.Text, _first), true);
    }

    private HoconValue Scalar()
    {
        if (_pieces != 1 || _first.Kind != TokenKind.Text)
        {
            return PartText();
        }

        var span = source.Text.AsSpan(_first.Start, _first.Length);
        var c = span[0];
        if (NumberText.IsNumber(span))
        {
            return new HoconNumber(source, _first.Start, _first.Length, span.ToString());
        }

        return c switch
        {
            't' when span is "true" => new HoconBoolean(source, _first.Start, _first.Length, true),
            'f' when span is "false" => new HoconBoolean(source, _first.Start, _first.Length, false),
            'n' when span is "null" => new HoconNull(source, _first.Start, _first.Length),
            _ => PartText(),
        };
    }
}
