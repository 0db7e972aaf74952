using System.Collections.Generic;
using System.Linq;
using ActorLog.Host.Configuration;
using ActorLog.Host.Inputs.Http;
using ActorLog.Options;
using Xunit;

namespace ActorLog.Host.Tests.Configuration;

public class AddressCheckTests
{
    [Theory]
    [InlineData("127.0.0.1:1987", "127.0.0.1:1987")]
    [InlineData("127.0.0.1:1987", "localhost:1987")]
    [InlineData("*:1987", "localhost:1987")]
    [InlineData("localhost:1987", ":1987")]
    [InlineData("*:1987", "[::1]:1987")]
    [InlineData("*:1987", "0.0.0.0:1987")]
    [InlineData("0.0.0.0:1987", "10.1.2.3:1987")]
    [InlineData("0.0.0.0:1987", "[::ffff:10.1.2.3]:1987")]
    public void TheSecondInputOfAnAddressIsAnError(string first, string second)
    {
        Assert.Equal(["actorlog:inputs:in1:listen"], Check(first, second).Select(error => error.Path));
    }

    [Theory]
    [InlineData("127.0.0.1:1987", "127.0.0.1:1988")]
    [InlineData("127.0.0.1:0", "127.0.0.1:0")]
    [InlineData("*:0", "127.0.0.1:0")]
    [InlineData("127.0.0.1:1987", "[::1]:1987")]
    [InlineData("0.0.0.0:1987", "[::1]:1987")]
    [InlineData("127.0.0.1:1987", "127.0.0.2:1987")]
    public void OtherAddressesAreNot(string first, string second)
    {
        Assert.Empty(Check(first, second));
    }

    private static IReadOnlyList<OptionError> Check(params string[] listen)
    {
        var errors = new OptionErrors();
        AddressCheck.Check([.. listen.Select(Input)], "actorlog:inputs", errors);
        return errors.All;
    }

    private static HttpInputOptions Input(string listen, int index)
    {
        Assert.True(ListenAddress.TryParse(listen, out var address));
        return new HttpInputOptions { Name = $"in{index}", Listen = address };
    }
}
