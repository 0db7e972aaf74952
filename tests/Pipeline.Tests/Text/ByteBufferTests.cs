using System;
using System.Buffers;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests.Text;

public sealed class ByteBufferTests
{
    [Fact]
    public void ItGrowsAsNeeded()
    {
        var buffer = new ByteBuffer(4);

        buffer.Write("abc"u8);
        buffer.Write("defgh"u8);
        buffer.GetSpan(100)[0] = (byte)'i';
        buffer.Advance(1);

        Assert.Equal("abcdefghi"u8, buffer.Written);
    }

    [Fact]
    public void ItCanBeCutBack()
    {
        var buffer = new ByteBuffer();

        buffer.Write("abcdef"u8);
        buffer.CutTo(2);
        buffer.Write("x"u8);

        Assert.Equal("abx"u8, buffer.Written);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CutTo(4));
    }

    [Fact]
    public void ItsBeginningCanBeDropped()
    {
        var buffer = new ByteBuffer();

        buffer.Write("abcdef"u8);
        buffer.DropFirst(4);

        Assert.Equal("ef"u8, buffer.Written);
    }

    [Fact]
    public void ABufferThatGrewHugeIsNotKept()
    {
        var buffer = new ByteBuffer();

        buffer.Write(new byte[2 * 1024 * 1024]);
        buffer.Clear();

        Assert.Equal(ByteBuffer.BlockSize, buffer.GetSpan().Length);
    }

    [Fact]
    public void MoreThanItHasCannotBeAdvanced()
    {
        var buffer = new ByteBuffer(4);

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }
}
