using System.Collections.Generic;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class ColorPolicyTests
{
    [Theory]
    [InlineData(ColorMode.Auto, true, "", true)]
    [InlineData(ColorMode.Auto, false, "", false)]
    [InlineData(ColorMode.Auto, true, "NO_COLOR=1", false)]
    [InlineData(ColorMode.Auto, true, "NO_COLOR=", true)]
    [InlineData(ColorMode.Auto, true, "TERM=dumb", false)]
    [InlineData(ColorMode.Auto, true, "TERM=xterm-256color", true)]
    [InlineData(ColorMode.Auto, false, "FORCE_COLOR=1", true)]
    [InlineData(ColorMode.Auto, false, "FORCE_COLOR=0", false)]
    [InlineData(ColorMode.Auto, false, "FORCE_COLOR=", false)]
    [InlineData(ColorMode.Auto, false, "FORCE_COLOR=1 NO_COLOR=1 TERM=dumb", true)]
    [InlineData(ColorMode.Always, false, "NO_COLOR=1 TERM=dumb", true)]
    [InlineData(ColorMode.Never, true, "FORCE_COLOR=1", false)]
    public void ColourFollowsTheModeThenTheEnvironmentThenTheTerminal(
        ColorMode mode,
        bool isTerminal,
        string environment,
        bool expected
    )
    {
        var variables = new Dictionary<string, string>();
        foreach (var pair in environment.Split(' ', System.StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=');
            variables[parts[0]] = parts[1];
        }

        Assert.Equal(expected, ColorPolicy.UseColor(mode, isTerminal, name => variables.GetValueOrDefault(name)));
    }
}
