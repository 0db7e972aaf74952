using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ActorLog.Events;

/// <summary>A parsed message template: <c>"user {UserId} did {Action} in {Elapsed:0.0} ms"</c>.</summary>
/// <remarks>
/// Holes are <c>{Name[,alignment][:format]}</c>; the name may have an operator of Serilog's in front of it (<c>{@Name}</c>,
/// <c>{$Name}</c>) or be missing (<c>{}</c>). <c>{{</c> and <c>}}</c> are braces. Parsing never fails: what is not a
/// well-formed hole is text. Immutable and safe to read from any thread.
/// </remarks>
public sealed class MessageTemplate
{
    private readonly TemplateToken[] _tokens;
    private readonly TemplateToken[] _holes;

    private MessageTemplate(string text, TemplateToken[] tokens)
    {
        Text = text;
        _tokens = tokens;
        _holes = Array.FindAll(tokens, token => token.IsHole);
    }

    /// <summary>The empty template.</summary>
    public static MessageTemplate Empty { get; } = new("", []);

    /// <summary>The template as it was written.</summary>
    public string Text { get; }

    /// <summary>How many holes it has.</summary>
    public int HoleCount => _holes.Length;

    /// <summary>Its pieces, in order.</summary>
    public ReadOnlySpan<TemplateToken> Tokens => _tokens;

    /// <summary>What the formatters compiled for this template. A snapshot: replaced whole, never changed.</summary>
    internal object? Plan { get; set; }

    /// <summary>Its holes, in order.</summary>
    public ReadOnlySpan<TemplateToken> Holes => _holes;

    /// <summary>Parses a template. Any text is accepted.</summary>
    public static MessageTemplate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return Empty;
        }

        var tokens = new List<TemplateToken>();
        var literal = new StringBuilder();
        var holes = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if ((c is '{' or '}') && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{' && TryParseHole(text, i, holes, out var hole, out var end))
            {
                FlushLiteral(literal, tokens);
                tokens.Add(hole);
                holes++;
                i = end;
            }
            else
            {
                literal.Append(c);
            }
        }

        FlushLiteral(literal, tokens);
        return new MessageTemplate(text, [.. tokens]);
    }

    /// <summary>As <see cref="Parse"/>, but parses each text only once: for templates that come again and again.</summary>
    public static MessageTemplate Get(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MessageTemplateCache.Get(text);
    }

    /// <summary>The template as it was written.</summary>
    public override string ToString() => Text;

    /// <summary>A template that is put together; its text, parsed, gives the same.</summary>
    internal static MessageTemplate Of(TemplateToken[] tokens)
    {
        var text = new StringBuilder();
        foreach (var token in tokens)
        {
            token.WriteTo(text);
        }

        return tokens.Length == 0 ? Empty : new MessageTemplate(text.ToString(), tokens);
    }

    private static void FlushLiteral(StringBuilder literal, List<TemplateToken> tokens)
    {
        if (literal.Length > 0)
        {
            tokens.Add(TemplateToken.Literal(literal.ToString()));
            literal.Clear();
        }
    }

    private static bool TryParseHole(string text, int open, int index, out TemplateToken hole, out int close)
    {
        hole = null!;
        close = text.IndexOf('}', open + 1);
        if (close < 0)
        {
            return false;
        }

        var body = text.AsSpan(open + 1, close - open - 1);
        string? format = null;
        var colon = body.IndexOf(':');
        if (colon >= 0)
        {
            format = body[(colon + 1)..].ToString();
            body = body[..colon];
        }

        var alignment = 0;
        var comma = body.IndexOf(',');
        if (comma >= 0)
        {
            var width = body[(comma + 1)..].Trim();
            if (!int.TryParse(width, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out alignment))
            {
                return false;
            }

            body = body[..comma];
        }

        if (body.Trim().IndexOfAny('{', '\r', '\n') >= 0)
        {
            return false;
        }

        hole = TemplateToken.Hole(
            NameIn(body).ToString(),
            string.IsNullOrEmpty(format) ? null : format,
            alignment,
            index
        );
        return true;
    }

    /// <summary>
    /// The name of a hole: without blanks, and without Serilog's and NLog's operators, so that <c>{@Order}</c> and
    /// <c>{$Order}</c> are holes for <c>Order</c>.
    /// </summary>
    internal static string NameOf(string hole)
    {
        var name = NameIn(hole);
        return name.Length == hole.Length ? hole : name.ToString();
    }

    private static ReadOnlySpan<char> NameIn(ReadOnlySpan<char> hole)
    {
        var name = hole.Trim();
        return name is ['@' or '$', _, ..] ? name[1..] : name;
    }
}
