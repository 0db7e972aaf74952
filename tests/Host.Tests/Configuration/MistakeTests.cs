using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Hocon;
using ActorLog.Host.Configuration;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Configuration;

public class MistakeTests
{
    /// <summary>They were passed over, or read as something else: headers as X.0 and X.1, filters that nothing matches.</summary>
    [Theory]
    [InlineData(
        "headers { X = [a, b] }",
        "h.conf:4:11: error: actorlog.sinks.h.headers.X: expected a value, found a list"
    )]
    [InlineData(
        "only { properties { Tenant = [a, b] } }",
        "h.conf:4:21: error: actorlog.sinks.h.only.properties.Tenant: expected a value, found a list"
    )]
    [InlineData(
        "only { categories = [a, { x = 1 }, [b]] }",
        "h.conf:4:25: error: actorlog.sinks.h.only.categories.1: expected a text, found a block",
        "h.conf:4:36: error: actorlog.sinks.h.only.categories.2: expected a text, found a list"
    )]
    [InlineData(
        "only { categories { Shop = debug } }",
        "h.conf:4:8: error: actorlog.sinks.h.only.categories: expected a list or a text, found a block"
    )]
    [InlineData(
        "levels { Shop = [debug] }",
        "h.conf:4:10: error: actorlog.sinks.h.levels.Shop: expected a value, found a list"
    )]
    public void AListOrBlockInPlaceOfAValueIsAnError(string text, params string[] errors) =>
        Assert.Equal(
            errors,
            Errors($"actorlog {{ inputs {{ i {{ type = stdin }} }}, sinks {{ h {{\n{Http}\n\n{text} }} }} }}")
        );

    [Fact]
    public void ALevelThatIsNoneIsShownWhereItStands()
    {
        var error = Assert.Single(Errors("actorlog { inputs { i { type = stdin } },\nlevels { A.B = x } }"));

        Assert.StartsWith("h.conf:2:16: error: actorlog.levels.A.B: expected one of: trace, ", error);
    }

    [Fact]
    public void ATextOverAListIsAnErrorAndNotPassedOver()
    {
        var error = Assert.Single(
            Errors(
                "actorlog { inputs { i { type = stdin } }, sinks { c { type = console, only { categories = [a] } } } }",
                KeyValuePair.Create("sinks.c.only.categories", "b")
            )
        );

        Assert.Equal(
            "error: actorlog.sinks.c.only.categories: found a text over a list of another source; its items have keys "
                + "of their own: 0, 1, ...",
            error
        );
    }

    [Theory]
    [InlineData("actorlg { sinks { } }", "unknown key 'actorlg': did you mean 'actorlog'?")]
    [InlineData(
        "sinks { c { type = console } }",
        "inputs and sinks stand in it: actorlog { inputs { ... }, sinks { ... } }"
    )]
    [InlineData("x = 1", null)]
    public void ABlockThatIsNotThereIsLookedFor(string text, string? hint)
    {
        var error = Assert.Single(HostComposition.Of(Load(text)).Errors);

        Assert.Equal("actorlog: there is no actorlog { } block with anything in it", error.Message);
        Assert.Equal(hint, error.Hint);
    }

    private const string Http = "type = http, url = \"http://logs.example/\"";

    private static IEnumerable<string> Errors(string text, params KeyValuePair<string, string>[] set) =>
        HostComposition.Of(Load(text, set)).Errors.Select(FirstLine);

    private static string FirstLine(HoconError error)
    {
        var line = error.ToString().Split('\n')[0];
        return line[Math.Max(0, line.IndexOf("h.conf:", StringComparison.Ordinal))..];
    }

    private static HostConfiguration Load(string text, params KeyValuePair<string, string>[] set)
    {
        using var folder = new TempFolder();
        return HostConfiguration.Load(folder.Write("h.conf", text), set);
    }
}
