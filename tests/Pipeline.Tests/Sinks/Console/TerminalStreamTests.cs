using System;
using System.Linq;
using System.Text;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class TerminalStreamTests
{
    private readonly StringBuilder _shown = new();

    [Fact]
    public void ATextIsShownAsItIsHoweverItsBytesAreCut()
    {
        const string Text = "今天天气不错, Grüße \U0001F600\n";
        var bytes = Encoding.UTF8.GetBytes(Text);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            _shown.Clear();
            using var stream = new TerminalStream(ShowAll);

            stream.Write(bytes.AsSpan(0, cut));
            stream.Write(bytes.AsSpan(cut));

            Assert.Equal(Text, _shown.ToString());
        }
    }

    [Fact]
    public void WhatATerminalDoesNotTakeAtOnceIsShownNext()
    {
        using var stream = new TerminalStream(text => ShowAll(text[..Math.Min(3, text.Length)]));

        stream.Write("one two three"u8);

        Assert.Equal("one two three", _shown.ToString());
    }

    [Fact]
    public void ALongTextIsShownInPartsThatCutNoCharacter()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("\U0001F600", 20_000));
        var parts = 0;
        using var stream = new TerminalStream(part =>
        {
            Assert.False(char.IsHighSurrogate(part[^1]));
            parts++;
            return ShowAll(part);
        });

        stream.Write(Encoding.UTF8.GetBytes(text));

        Assert.Equal(text, _shown.ToString());
        Assert.True(parts > 1);
    }

    [Fact]
    public void BytesThatAreNoTextAreReplaced()
    {
        using var stream = new TerminalStream(ShowAll);

        stream.Write([(byte)'a', 0xFF, (byte)'b']);

        Assert.Equal("a\uFFFDb", _shown.ToString());
    }

    private int ShowAll(ReadOnlySpan<char> text)
    {
        _shown.Append(text);
        return text.Length;
    }
}
