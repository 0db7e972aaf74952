using System.Text;
using ActorLog.Journal.Payload;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Journal.Payloads;

public sealed class LooseTextTests
{
    private static readonly Gen<char> Units = Gen.OneOf(
        Gen.Elements('a', 'é', '界', '\ud83d', '\ude00', '\ud800', '\udfff', '\0', '\uffff'),
        ArbMap.Default.GeneratorFor<char>()
    );

    [Fact]
    public void AnyTextComesBackAndSoundTextIsUtf8() =>
        Prop.ForAll(Units.ArrayOf().Select(units => new string(units)).ToArbitrary(), AssertComesBack)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Theory]
    [InlineData(new byte[] { 0xED, 0xA0 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0x61, 0xFF })]
    [InlineData(new byte[] { 0xF8, 0x88, 0x80, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE0, 0x9F, 0xBF })]
    public void WhatIsNoTextIsNotMadeOne(byte[] bytes) => Assert.Null(LooseText.Read(bytes));

    private static void AssertComesBack(string text)
    {
        var bytes = new byte[LooseText.ByteCount(text)];
        LooseText.Write(text, bytes);
        Assert.Equal(text, LooseText.Read(bytes));
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (Encoding.UTF8.GetString(utf8) == text)
        {
            Assert.Equal(utf8, bytes);
        }
    }
}
