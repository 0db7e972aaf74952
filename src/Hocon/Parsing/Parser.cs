using System;
using System.Collections.Generic;
using ActorLog.Hocon.Lexing;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Parsing;

/// <summary>
/// Tokens to a tree. Containers are kept on an explicit stack, so depth costs memory and never the thread's stack.
/// After an error it goes on behind the next separator of the same container, so one run finds all errors.
/// Start reading at <see cref="Step"/>; keys, includes and substitutions are in files beside this.
/// </summary>
internal sealed partial class Parser
{
    private readonly HoconSource _source;
    private readonly ErrorList _errors;
    private readonly List<Token> _tokens;
    private readonly Stack<Frame> _frames = new();
    private readonly TextCache _names = new();
    private readonly PathReader _paths;

    /// <summary>Frames to use again: a container is cheap then.</summary>
    private readonly Stack<Frame> _free = new();
    private int _at;
    private SyntaxTree? _root;

    private Parser(HoconSource source, ErrorList errors)
    {
        _source = source;
        _errors = errors;
        _tokens = Lexer.Read(source, errors);
        _paths = new PathReader(source, errors);
    }

    private Token Current => _tokens[_at];

    /// <summary>Gives an object or a list; when there were errors, what could be read.</summary>
    public static SyntaxTree Parse(HoconSource source, ErrorList errors)
    {
        var first = errors.Errors.Count;
        var parser = new Parser(source, errors);
        parser.Begin();
        while (parser._frames.Count > 0 && !errors.IsFull)
        {
            parser.Step(parser._frames.Peek());
        }

        errors.SortFrom(first);
        return parser._root ?? new SyntaxObject(0);
    }

    private void Begin()
    {
        SkipBlanks();
        var start = Current;
        if (start.Kind is TokenKind.OpenBrace or TokenKind.OpenBracket)
        {
            Open();
        }
        else
        {
            Push(_root = new SyntaxObject(start.Start), isRoot: true);
        }
    }

    private void Step(Frame frame)
    {
        if (frame.InValue)
        {
            ReadValue(frame);
        }
        else if (!AtClose(frame) && ReadSeparators(frame))
        {
            ReadMember(frame);
        }
    }

    private void ReadMember(Frame frame)
    {
        if (!frame.IsObject)
        {
            frame.InValue = true;
        }
        else if (IsInclude())
        {
            ReadInclude(frame);
        }
        else
        {
            ReadKey(frame);
        }
    }

    /// <summary>Reads parts until the value ends or a container opens; then the container goes first.</summary>
    private void ReadValue(Frame frame)
    {
        while (true)
        {
            var token = Current;
            switch (token.Kind)
            {
                case TokenKind.Text or TokenKind.Quoted or TokenKind.QuotedEscaped or TokenKind.TripleQuoted:
                    frame.Value.AddText(token);
                    _at++;
                    break;
                case TokenKind.Whitespace:
                    frame.Value.AddSpace(token);
                    _at++;
                    break;
                case TokenKind.Substitution or TokenKind.OptionalSubstitution:
                    if (!ReadSubstitution(frame))
                    {
                        return;
                    }

                    break;
                case TokenKind.OpenBrace or TokenKind.OpenBracket:
                    Open();
                    return;
                default:
                    EndValue(frame, token);
                    return;
            }
        }
    }

    private void EndValue(Frame frame, Token token)
    {
        if (token.Kind == TokenKind.Bad)
        {
            Recover(frame);
        }
        else if (IsOperator(token.Kind))
        {
            var found = _source.Text.Substring(token.Start, token.Length);
            Fail(frame, token, $"found '{found}' in a value", ValueHint(frame));
        }
        else if (frame.Value.IsEmpty)
        {
            Fail(frame, token, $"expected a value, found {Describe(token)}", null);
        }
        else
        {
            frame.Complete();
        }
    }

    /// <summary>
    /// What is probably wrong where a value has a <c>:</c> or <c>=</c>: what stands before it is a key that nothing parts
    /// from the value before, or the key of the line before has no value, or the value needs quotes.
    /// </summary>
    private string ValueHint(Frame frame)
    {
        var word = Before(_at);
        var before = Before(word);
        if (IsOperator(_tokens[before].Kind))
        {
            var key = new HoconOrigin(_source, frame.Key.Start, frame.Key.Length);
            return frame.IsObject && _tokens.FindIndex(before, word - before, t => t.Kind == TokenKind.NewLine) > 0
                ? $"put the value in quotes, or give '{Shorten(frame.Key.Name)}' of line {key.Line} its value"
                : "put the value in quotes";
        }

        return word - before > 1 && IsKeyPart(_tokens[word].Kind)
            ? $"a ',' or a new line is missing before {Describe(_tokens[word])}, or the value needs quotes"
            : "put the value in quotes";
    }

    /// <summary>The token before, blanks aside.</summary>
    private int Before(int at)
    {
        for (at--; at > 0 && _tokens[at].Kind is TokenKind.Whitespace or TokenKind.NewLine; )
        {
            at--;
        }

        return Math.Max(at, 0);
    }

    private static bool IsOperator(TokenKind kind) =>
        kind is TokenKind.Colon or TokenKind.Equals or TokenKind.PlusEquals;

    private void Open()
    {
        var token = Current;
        if (_frames.Count == HoconLimits.MaxDepth)
        {
            var message = $"more than {HoconLimits.MaxDepth} containers within each other";
            _errors.Add(new HoconError(HoconErrorKind.Limit, new HoconOrigin(_source, token.Start, 1), message));
            _frames.Clear();
            return;
        }

        SyntaxTree container =
            token.Kind == TokenKind.OpenBrace ? new SyntaxObject(token.Start) : new SyntaxList(token.Start);
        _root ??= container;
        Push(container, isRoot: false);
        _at++;
    }

    private void Push(SyntaxTree container, bool isRoot)
    {
        var frame = _free.TryPop(out var free) ? free : new Frame(_source);
        frame.Begin(container, isRoot);
        _frames.Push(frame);
    }

    /// <summary>Whether the container ends here; if so it becomes a part of its parent's value.</summary>
    private bool AtClose(Frame frame)
    {
        SkipSpace();
        var token = Current;
        if (token.Kind == TokenKind.End)
        {
            CloseAtEnd(frame);
            return true;
        }

        if (token.Kind is not (TokenKind.CloseBrace or TokenKind.CloseBracket))
        {
            return false;
        }

        var matches = frame.IsObject == (token.Kind == TokenKind.CloseBrace);
        if (frame.IsOpenRoot || !matches)
        {
            Mismatch(frame, token);
            return true;
        }

        _at++;
        Close(frame, token.End);
        return true;
    }

    private void Close(Frame frame, int end)
    {
        var container = frame.Container;
        container.Length = end - container.Start;
        _free.Push(_frames.Pop());
        if (_frames.TryPeek(out var parent))
        {
            parent.Value.AddTree(container);
            return;
        }

        SkipBlanks();
        if (Current.Kind is not (TokenKind.End or TokenKind.Bad))
        {
            Report(Current, $"expected the end of the text, found {Describe(Current)}", "the root is closed already");
        }
    }

    private void CloseAtEnd(Frame frame)
    {
        frame.Container.Length = Current.Start - frame.Container.Start;
        if (!frame.IsOpenRoot)
        {
            var open = new Token(TokenKind.Bad, frame.Container.Start, 1);
            Report(
                open,
                $"this '{_source.Text[open.Start]}' is never closed",
                $"expected '{(frame.IsObject ? '}' : ']')}'"
            );
        }

        _frames.Clear();
    }
}
