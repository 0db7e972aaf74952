using ActorLog.Host.Inputs.Http;
using Xunit;

namespace ActorLog.Host.Tests.Inputs.Http;

public class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:1987", "127.0.0.1:1987")]
    [InlineData(" localhost:80 ", "127.0.0.1:80")]
    [InlineData("[::1]:1987", "[::1]:1987")]
    [InlineData("*:1987", "[::]:1987")]
    [InlineData(":1987", "[::]:1987")]
    [InlineData("0.0.0.0:0", "0.0.0.0:0")]
    public void AddressesAreRead(string text, string expected)
    {
        Assert.True(ListenAddress.TryParse(text, out var address));
        Assert.Equal(expected, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1987")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("logs.example:1987")]
    [InlineData("::1:1987")]
    [InlineData("http://127.0.0.1:1987")]
    public void WhatIsNoneIsNone(string text)
    {
        Assert.False(ListenAddress.TryParse(text, out _));
    }
}
