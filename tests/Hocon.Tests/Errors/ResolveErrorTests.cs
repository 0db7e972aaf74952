using System;
using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Errors;

public class ResolveErrorTests
{
    [Theory]
    [InlineData(
        "sink { url = ${defaults.ulr} }\ndefaults { url = x }",
        """
            a.conf:1:14: error: the substitution ${defaults.ulr} has no value
              |
            1 | sink { url = ${defaults.ulr} }
              |              ^^^^^^^^^^^^^^^
              = did you mean ${defaults.url}?
              = expected the key defaults.ulr, or an environment variable of that name
              = write ${?defaults.ulr} if it may be missing
            """
    )]
    [InlineData(
        "a = ${b}\nb = ${c}x\nc = ${a}",
        """
            a.conf:3:5: error: substitution cycle: ${b} -> ${c} -> ${a} -> ${b}
              |
            3 | c = ${a}
              |     ^^^^
              = ${b} stands at a.conf:1:5
              = ${c} stands at a.conf:2:5
              = ${a} stands at a.conf:3:5
            """
    )]
    [InlineData(
        "a = ${b}\na.c = 8\nb = ${a.c}",
        """
            a.conf:3:5: error: substitution cycle: ${b} -> ${a.c} -> ${b}
              |
            3 | b = ${a.c}
              |     ^^^^^^
              = ${b} stands at a.conf:1:5
              = ${a.c} stands at a.conf:3:5
            """
    )]
    [InlineData(
        "a = [1] { b = 2 }",
        """
            a.conf:1:9: error: cannot join a list and an object
              |
            1 | a = [1] { b = 2 }
              |         ^^^^^^^^^
              = lists join lists, objects join objects, and texts join texts
            """
    )]
    [InlineData(
        "a { x = 1 } b.c { y = 2 }",
        """
            a.conf:1:13: error: cannot join an object and a string
              |
            1 | a { x = 1 } b.c { y = 2 }
              |             ^^^^
              = if 'b.c' is a key, a ',' or a new line is missing before it
              = lists join lists, objects join objects, and texts join texts
            """
    )]
    [InlineData(
        "a = 1 b { c = 2 }",
        """
            a.conf:1:9: error: cannot join a string and an object
              |
            1 | a = 1 b { c = 2 }
              |         ^^^^^^^^^
              = if 'b' is a key, a ',' or a new line is missing before it
              = lists join lists, objects join objects, and texts join texts
            """
    )]
    [InlineData(
        "a = 1\na += 2",
        """
            a.conf:2:6: error: '+=' adds to a list, and the key has a number
              |
            2 | a += 2
              |      ^
              = the key was set at a.conf:1:5
            """
    )]
    public void EachErrorShowsItsPlaceAndWhatToDo(string text, string errors) =>
        Assert.Equal(errors, Some.Errors(text));

    [Fact]
    public void WhatCannotBeJoinedIsToldOfWhereALaterValueHidesItToo() =>
        Assert.Equal(
            """
            a.conf:1:13: error: cannot join an object and a string
              |
            1 | a { x = 1 } b { y = 2 }
              |             ^^
              = if 'b' is a key, a ',' or a new line is missing before it
              = lists join lists, objects join objects, and texts join texts

            a.conf:2:15: error: cannot join a string with what stands before it
              |
            2 | c = [1] ${?d} e
              |               ^
              = lists join lists, objects join objects, and texts join texts
            """,
            Some.Errors("a { x = 1 } b { y = 2 }\nc = [1] ${?d} e\na = 1, c = 2")
        );

    [Fact]
    public void AValueThatContainsItselfIsOneCycle() =>
        Assert.Equal(
            """
            a.conf:1:7: error: substitution cycle: ${b} -> ${b}
              |
            1 | b.b = ${b}
              |       ^^^^
            """,
            Some.Errors("b.b = ${b}\nb = ${?b.b}")
        );

    [Fact]
    public void AnErrorInAValueThatLeadsToItselfIsTheOnlyOne() =>
        Assert.Equal(
            """
            a.conf:3:25: error: '+=' adds to a list, and the key has an object
              |
            3 | a = { a.a = ${?a}, a += 6 }
              |                         ^
              = the key was set at a.conf:3:7
            """,
            Some.Errors("a.a = { a = ${?a.a}, a = ${?a} }\na = ${?a.a}\na = { a.a = ${?a}, a += 6 }")
        );

    [Fact]
    public void AllSubstitutionsWithoutAValueAreReportedAtOnce()
    {
        var result = HoconConfig
            .Parse("a = ${x}, b = [${y}], c { d = ${z}w }, e = ${x}")
            .TryResolve(HoconResolveOptions.NoEnvironment);

        Assert.Equal(4, result.Errors.Count);
    }

    [Fact]
    public void ErrorsInIncludedFilesTellTheChain()
    {
        using var folder = new TemporaryFolder();
        folder.Write("conf/sinks.conf", "actorlog {\n  sinks {\n    retrys = *\n  }\n}");
        folder.Write("conf/all.conf", "\ninclude \"sinks\"");
        folder.Write("main.conf", "a = 1\n\n  include \"conf/all.conf\"");

        var result = HoconParser.ParseFile(System.IO.Path.Combine(folder.Path, "main.conf"));

        Assert.Equal(
            """
            conf/sinks.conf:3:14: error: the character '*' is reserved in unquoted text
              |
            3 |     retrys = *
              |              ^ put the text in quotes
              = included from: conf/all.conf:2:1
              = included from: main.conf:3:3
            """,
            result.Errors[0].ToString().Replace(folder.Path + "/", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void ARequiredFileThatIsMissingNamesWhereItWasLookedFor()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.conf", "include required(\"conf/sinks\")");

        var result = HoconParser.ParseFile(System.IO.Path.Combine(folder.Path, "main.conf"));

        Assert.Equal(
            """
            main.conf:1:1: error: the required file 'conf/sinks' is missing
              |
            1 | include required("conf/sinks")
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              = looked for: conf/sinks.properties
              = looked for: conf/sinks.json
              = looked for: conf/sinks.conf
            """,
            Assert.Single(result.Errors).ToString().Replace(folder.Path + "/", "", StringComparison.Ordinal)
        );
        Assert.EndsWith("no folder: give HoconParseOptions.BaseDirectory", Some.Errors("include required(\"x\")"));
    }

    [Fact]
    public void AnUnknownKeyNamesTheNearestAndAllThatAreKnown()
    {
        using var folder = new TemporaryFolder();
        var lines = new string('\n', 13);
        var config = HoconConfig.Parse(
            lines + "    actorlog.sinks.seq { retrys = 3, type = http }",
            new HoconParseOptions { SourceName = "actorlog.conf" }
        );

        var error = Assert.Single(config.FindUnknownKeys("actorlog.sinks.seq", ["type", "url", "retry"]));

        Assert.Equal(
            """
            actorlog.conf:14:26: error: unknown key 'retrys' in actorlog.sinks.seq
               |
            14 |     actorlog.sinks.seq { retrys = 3, type = http }
               |                          ^^^^^^ did you mean 'retry'?
               = expected: one of type, url, retry
            """,
            error.ToString()
        );
    }

    [Fact]
    public void TheBlockIsForEverybodysErrors()
    {
        var origin = HoconConfig.Parse("\nlevel = Warnign").GetValue("level").Origin;

        Assert.Equal(
            """
            text:2:9: error: 'Warnign' is no level
              |
            2 | level = Warnign
              |         ^^^^^^^ did you mean 'Warning'?
              = one note
            """,
            new HoconError(
                HoconErrorKind.BadValue,
                origin,
                "'Warnign' is no level",
                "did you mean 'Warning'?",
                ["one note"]
            ).ToString()
        );
        Assert.Equal(
            "error: x\n = hint\n = note",
            new HoconError(HoconErrorKind.Key, null, "x", "hint", ["note"]).ToString()
        );
    }
}
