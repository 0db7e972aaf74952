using System;
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
        Assert.Equal(expected, ColorPolicy.UseColor(mode, isTerminal, () => true, Variables(environment)));
    }

    [Theory]
    [InlineData(ColorMode.Auto, "", false)]
    [InlineData(ColorMode.Auto, "FORCE_COLOR=1", true)]
    [InlineData(ColorMode.Always, "", true)]
    public void ATerminalThatTakesNoEscapeSequencesIsColouredWhereThatIsForced(
        ColorMode mode,
        string environment,
        bool expected
    ) => Assert.Equal(expected, ColorPolicy.UseColor(mode, isTerminal: true, () => false, Variables(environment)));

    [Theory]
    [InlineData(ColorMode.Never, true, "")]
    [InlineData(ColorMode.Auto, true, "NO_COLOR=1")]
    [InlineData(ColorMode.Auto, false, "FORCE_COLOR=1")]
    [InlineData(ColorMode.Always, false, "")]
    public void ATerminalThatIsNotColouredAndAPipeAreLeftAsTheyAre(ColorMode mode, bool isTerminal, string environment)
    {
        var touched = false;

        ColorPolicy.UseColor(mode, isTerminal, () => touched = true, Variables(environment));

        Assert.False(touched);
    }

    private static Func<string, string?> Variables(string environment)
    {
        var variables = new Dictionary<string, string>();
        foreach (var pair in environment.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=');
            variables[parts[0]] = parts[1];
        }

        return name => variables.GetValueOrDefault(name);
    }
}
