using System.Text;
using ActorLog.Runtime;
using Xunit;

namespace ActorLog.Tests.Runtime;

public sealed class StandardErrorTests
{
    [Theory]
    [InlineData("iso-8859-1", true, "iso-8859-1", true)]
    [InlineData("iso-8859-1", false, "iso-8859-1", false)]
    [InlineData("utf-8", true, "utf-8", false)]
    [InlineData("utf-16", true, "iso-8859-1", false)]
    public void WhatGoesToAFileOrPipeIsUtf8UnlessTheProgramHasAWriterOfItsOwn(
        string writer,
        bool isRedirected,
        string console,
        bool expected
    ) =>
        Assert.Equal(
            expected,
            StandardError.IsInCodePage(Encoding.GetEncoding(writer), isRedirected, () => Encoding.GetEncoding(console))
        );
}
