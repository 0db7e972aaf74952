using ActorLog.Capture.Interpolation;
using Xunit;

namespace ActorLog.Tests.Capture;

public sealed class HoleNameTests
{
    [Theory]
    [InlineData("id", "id")]
    [InlineData("_id", "_id")]
    [InlineData("@class", "class")]
    [InlineData("客户", "客户")]
    [InlineData("order.Id", "order_Id")]
    [InlineData("order?.Id", "order_Id")]
    [InlineData("order!.Id", "order_Id")]
    [InlineData("this.Id", "Id")]
    [InlineData("thisOne.Id", "thisOne_Id")]
    [InlineData("GetUser()", "GetUser")]
    [InlineData("GetUser(1).Name", "GetUser_1_Name")]
    [InlineData("items[0]", "items_0")]
    [InlineData("a + b", "a_b")]
    [InlineData("a ??\n    b", "a_b")]
    [InlineData("5", "_5")]
    [InlineData("-5 + a", "_5_a")]
    [InlineData("\"{a, b}\"", "a_b")]
    [InlineData("\"\"", "value")]
    [InlineData("", "value")]
    public void AnExpressionIsReadAsAnIdentifier(string expression, string name) =>
        Assert.Equal(name, HoleName.Of(expression));

    [Fact]
    public void AnIdentifierIsKeptAsTheObjectItIs()
    {
        const string Expression = "userId";
        Assert.Same(Expression, HoleName.Of(Expression));
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    public void ALongExpressionIsCut(int length)
    {
        var name = new string('a', length);
        Assert.Equal(name[..System.Math.Min(64, length)], HoleName.Of(name));
        Assert.InRange(HoleName.Of(string.Join('.', name.ToCharArray())).Length, 63, 64);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("0.00", null, "0.00")]
    [InlineData("@Price", "Price", null)]
    [InlineData("@Price:0.00", "Price", "0.00")]
    [InlineData("@Time:HH:mm", "Time", "HH:mm")]
    [InlineData("@ Price :", "Price", null)]
    [InlineData("@user.id", "user.id", null)]
    [InlineData("@a{b},c", "a_b__c", null)]
    [InlineData("@", null, null)]
    [InlineData("@:x", null, "x")]
    public void ANameBehindAnAtSignIsTaken(string? format, string? name, string? rest)
    {
        Assert.Equal(name, HoleName.Explicit(format, out var left));
        Assert.Equal(rest, left);
    }
}
