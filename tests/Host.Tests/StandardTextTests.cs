using System.IO;
using System.Text;
using Xunit;

namespace ActorLog.Host.Tests;

public sealed class StandardTextTests
{
    private readonly MemoryStream _stream = new();

    [Fact]
    public void AFileOrPipeGetsUtf8WhateverTheCodePageIs()
    {
        using var console = Console(Encoding.Latin1);

        StandardText.Over(console, isRedirected: true, () => _stream).Write("今天天气不错");

        Assert.Equal("今天天气不错"u8, _stream.ToArray());
    }

    [Fact]
    public void ATerminalGetsWhatItsCodePageHas()
    {
        using var console = Console(Encoding.Latin1);

        Assert.Same(console, StandardText.Over(console, isRedirected: false, () => _stream));
    }

    [Fact]
    public void AConsoleThatWritesUtf8IsLeftAsItIs()
    {
        using var console = Console(new UTF8Encoding(false));

        Assert.Same(console, StandardText.Over(console, isRedirected: true, () => _stream));
    }

    private static StreamWriter Console(Encoding encoding) => new(new MemoryStream(), encoding);
}
