using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Specification;

/// <summary>Rules 25 to 34: substitutions, self-reference, append.</summary>
public class SubstitutionRulesTests
{
    [Theory]
    [InlineData("a = ${ ?b}")]
    [InlineData("a = ${b")]
    [InlineData("a = ${b\n}")]
    [InlineData("a = ${b c: 1}")]
    public void Rule25ASubstitutionHasOneForm(string text) => Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind(text));

    [Fact]
    public void Rule25BlanksAroundThePathAreNothingAndInQuotesThereIsNone() =>
        Assert.Equal("""{"b":1,"a":1,"c":"${b}","d":1}""", Some.Json("b = 1, a = ${ b }, c = \"${b}\", d = ${? b }"));

    [Fact]
    public void Rule25AKeyOfThePathMayHaveAnyQuotes() =>
        Assert.Equal(
            """{"x":5,"y":{"a.b":6},"z":[5,6]}""",
            Some.Json("\"\"\"x\"\"\" = 5, y.\"a.b\" = 6, z = [${\"\"\"x\"\"\"}, ${?y.\"\"\"a.b\"\"\"}]")
        );

    [Fact]
    public void Rule26TheLastMergedValueIsLookedUpFromTheRoot()
    {
        Assert.Equal("""{"a":2,"b":2}""", Some.Json("a = 1, b = ${a}, a = 2"));
        Assert.Equal("""{"x":{"a":1,"b":3},"a":3}""", Some.Json("x { a = 1, b = ${a} }, a = 3"));
        Assert.Equal("""{"o":{"p":1,"q":2},"c":{"p":1,"q":2}}""", Some.Json("o.p = 1, c = ${o}, o.q = 2"));
    }

    /// <summary>
    /// That a key hid something is no part of its value: `c` is an object, and objects merge. Lightbend's hides what is
    /// below the reference as well.
    /// </summary>
    [Fact]
    public void Rule26WhatAKeyHidIsNoConcernOfWhoeverRefersToIt() =>
        Assert.Equal("""{"a":{"b":1,"x":2},"c":{"x":2}}""", Some.Json("a.b = 1, a = ${c}, c = 1, c.x = 2"));

    [Fact]
    public void Rule27ARequiredValueMustBeThereAndAnOptionalOneVanishes()
    {
        Assert.Equal(HoconErrorKind.UnresolvedSubstitution, Some.ErrorKind("a = ${b}"));
        Assert.Equal("""{"l":[1],"s":"-x"}""", Some.Json("a = ${?b}, l = [${?b}, 1], s = ${?b}-x"));
        Assert.Equal("""{"a":1}""", Some.Json("a = 1, a = ${?b}"));
        Assert.Equal("""{"l":[1],"o":{"k":1}}""", Some.Json("l = ${?b} [1] ${?b}, o = ${?b} { k = 1 }"));
        Assert.Equal("""{"s":"1","t":1}""", Some.Json("a = ${?b}${?c}, s = ${?t}${?c}\"\", t = 1"));
    }

    [Fact]
    public void Rule28TheEnvironmentAnswersForPathsThatAreAbsent()
    {
        var environment = Some.Environment(("A", "1"), ("E", ""), ("N", "x"), ("B", "x"), ("P.Q", "dotted"));
        var config = HoconConfig
            .Parse("a = ${A}, e = ${E}, n = ${N}, N = null, b = ${?b}, s = ${A}${E}, q = ${P.Q}, f = ${?f}")
            .Resolve(environment);

        Assert.Equal("""{"a":"1","e":"","n":null,"N":null,"s":"1","q":"dotted"}""", config.ToJson(indented: false));
        Assert.Equal("environment variable A", config.GetValue("a").Origin.ToString());
    }

    [Fact]
    public void Rule29AListOfTheEnvironmentStopsAtAGap()
    {
        var environment = Some.Environment(("X_0", "a"), ("X_1", ""), ("X_3", "d"), ("Y", "scalar"), ("Z_0", "z"));
        var config = HoconConfig
            .Parse("x = ${X[]}, y = ${?Y[]}, l = [1] ${?X []} ${?Y[]}, Z = set, z = ${Z[]}")
            .Resolve(environment);

        Assert.Equal("""{"x":["a",""],"l":[1,"a",""],"Z":"set","z":"set"}""", config.ToJson(indented: false));
        var missing = HoconConfig.Parse("y = ${Y[]}").TryResolve(environment);
        Assert.Equal(HoconErrorKind.UnresolvedSubstitution, missing.Errors[0].Kind);
    }

    [Theory]
    [InlineData("a = 1, a = ${a}2", """{"a":"12"}""")]
    [InlineData("a = ${?a}foo", """{"a":"foo"}""")]
    [InlineData("a = x, a = ${?a}1, a = ${?a}2", """{"a":"x12"}""")]
    [InlineData("p = [1], p = ${p} [2]", """{"p":[1,2]}""")]
    [InlineData("foo { a { c = 1 } }, foo = ${foo.a}, foo { a = 2 }", """{"foo":{"a":2,"c":1}}""")]
    [InlineData("a = 1, a = ${b}, b = ${a}", """{"a":1,"b":1}""")]
    [InlineData("b = ${a}, a = 1, a = ${b}", """{"b":1,"a":1}""")]
    [InlineData("a { b = 1 }, a { b = ${a.b}2 }", """{"a":{"b":"12"}}""")]
    [InlineData("a { b = 1 }, a = ${a} { c = ${a.b} }", """{"a":{"b":1,"c":1}}""")]
    [InlineData(
        "base { size = ${pool.size}, kind = x }, pool.size = 7, pool = ${base}, pool.kind = y, copy = ${pool.size}",
        """{"base":{"size":7,"kind":"x"},"pool":{"size":7,"kind":"y"},"copy":7}"""
    )]
    [InlineData(
        "pool.on.max = 1, base { old = ${pool.on.max}, on = 2 }, pool = ${base}, pool.on { max = 3 }",
        """{"pool":{"on":{"max":3},"old":1},"base":{"old":1,"on":2}}"""
    )]
    [InlineData(
        "item.b.c = 100, defaults { a = ${item.b.c}, b = 2 }, item = ${defaults}, item.b = { c = 43 }, copy = ${item.b}",
        """{"item":{"b":{"c":43},"a":100},"defaults":{"a":100,"b":2},"copy":{"c":43}}"""
    )]
    [InlineData("a.b = 1, a = ${z}, z { q = ${a.b}, b = 3 }", """{"a":{"b":3,"q":1},"z":{"q":1,"b":3}}""")]
    public void Rule30ASelfReferenceLooksBack(string text, string json) => Assert.Equal(json, Some.Json(text));

    /// <summary>
    /// A key that refers to an object around it would be a cycle; so it sees this object with what the key was before.
    /// </summary>
    [Theory]
    [InlineData("a { b = 1, b = ${a}, c = 2 }", """{"a":{"b":{"b":1,"c":2},"c":2}}""")]
    [InlineData("a { b = 1, b = ${?a} }", """{"a":{"b":{"b":1}}}""")]
    [InlineData("a.b = 1, a.b = ${a}, a.b = ${a}", """{"a":{"b":{"b":{"b":1}}}}""")]
    [InlineData("a.b = 1, a.b = ${z}, z = ${a}", """{"a":{"b":{"b":1}},"z":{"b":1}}""")]
    [InlineData("a { b = 1, x = ${a.b}, b = ${a} }", """{"a":{"b":{"b":1,"x":1},"x":1}}""")]
    [InlineData("a { b { c = 1, c = ${a} } }", """{"a":{"b":{"c":{"b":{"c":1}}}}}""")]
    [InlineData("a { l = [{ k = 1, k = ${a} }] }", """{"a":{"l":[{"k":{"l":[{"k":1}]}}]}}""")]
    [InlineData("a { d = [1], d += ${a} }", """{"a":{"d":[1,{"d":[1]}]}}""")]
    [InlineData(
        "a.b = 1, a.c = 2, a.b = ${a}, a.c = ${a}",
        """{"a":{"b":{"b":1,"c":{"b":1,"c":2}},"c":{"b":1,"c":2}}}"""
    )]
    [InlineData(
        "x.k = 1, c = ${x}, c { d = 0, d = ${c}, e = ${c.d} }",
        """{"x":{"k":1},"c":{"k":1,"d":{"k":1,"d":0,"e":0},"e":0}}"""
    )]
    [InlineData(
        "a = ${c.x}, c.x = { y = 8 }, c.x = ${c}",
        """{"a":{"y":8,"x":{"y":8}},"c":{"x":{"y":8,"x":{"y":8}}}}"""
    )]
    public void Rule30AReferenceToAnObjectAroundItLooksBack(string text, string json) =>
        Assert.Equal(json, Some.Json(text));

    [Fact]
    public void Rule30WithNothingBelowARequiredSelfReferenceIsACycle()
    {
        Assert.Equal(HoconErrorKind.Cycle, Some.ErrorKind("a = ${a}2"));
        Assert.Equal(HoconErrorKind.Cycle, Some.ErrorKind("a = ${a}"));
        Assert.Equal("""{"b":1}""", Some.Json("a = ${?a}, b = 1"));
    }

    /// <summary>
    /// The rule of looking back is not for what stands alone in an object or a list. Lightbend's goes by it where a later
    /// statement follows, as in the last case, and sees the object without the key.
    /// </summary>
    [Theory]
    [InlineData("a { b = ${a} }")]
    [InlineData("a = [${a}]")]
    [InlineData("a = ${b}, b = ${a}")]
    [InlineData("a = ${b}, b = ${c}, c = ${d}, d = ${a}")]
    [InlineData("a { b = ${c} }, c { d = ${a} }")]
    [InlineData("top = ${app.list}, app { name = x, list = [ ${app} ] }")]
    [InlineData("c = ${a.x}, a.x = { y = ${a} }")]
    [InlineData("d = [${a.b.c}], a.b.c = { p = ${a.b} }")]
    [InlineData("a = ${b.c}, b = { c = [${d}] }, d = [${b}]")]
    [InlineData("top = [${app.o}], app { o += ${app} }")]
    [InlineData("top = ${a.b} { z = 1 }, a { b = { c = ${a} } { d = 2 } }")]
    [InlineData("a { b = ${a}, b = {} }")]
    public void Rule31CyclesAreErrors(string text) => Assert.Equal(HoconErrorKind.Cycle, Some.ErrorKind(text));

    [Fact]
    public void Rule31ACycleOfOptionalSubstitutionsIsNothing() =>
        Assert.Equal("""{"c":1}""", Some.Json("a = ${?b}, b = ${?a}, c = 1"));

    /// <summary>What vanishes in one place, because it would go round in a circle there, is there for others.</summary>
    [Theory]
    [InlineData("a = ${?b}, a.c = 1, b = ${?a}", """{"a":{"c":1},"b":{"c":1}}""")]
    [InlineData("a = 1, b = ${?a}, a.b = ${?b}", """{"a":{},"b":{}}""")]
    [InlineData("a = [${?b}], b = ${?a}", """{"a":[],"b":[]}""")]
    [InlineData("a = ${?b}, a.c = 8, b = ${?a.c}", """{"a":{"c":8},"b":8}""")]
    public void Rule31AnOptionalCycleBreaksInOnePlaceOnly(string text, string json) =>
        Assert.Equal(json, Some.Json(text));

    [Theory]
    [InlineData("a = ${?b.b}, a.a = 5, b += ${?a}", """{"a":{"a":5},"b":[{"a":5}]}""")]
    [InlineData("a += ${b}, b = 1, b = ${?a.a} 2", """{"a":[" 2"],"b":" 2"}""")]
    public void Rule32ThatAKeyIsAppendedToIsKnownWithoutTheItems(string text, string json) =>
        Assert.Equal(json, Some.Json(text));

    [Theory]
    [InlineData("top = ${?app.o}, app { o = { k = ${?app} } }", """{"top":{},"app":{"o":{}}}""")]
    [InlineData("top = [${app.o}], app { o += ${?app} }", """{"top":[[]],"app":{"o":[]}}""")]
    [InlineData("c.x = ${?b.b}, b.b = ${?b}", """{"c":{},"b":{}}""")]
    [InlineData("b.b = ${?b}, c.x = ${?b.b}", """{"b":{},"c":{}}""")]
    public void Rule31AnOptionalCycleThroughAContainerIsNothingAndNeverNull(string text, string json) =>
        Assert.Equal(json, Some.Json(text));

    [Theory]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }", """{"bar":{"foo":42,"baz":42}}""")]
    [InlineData(
        "bar { a = ${foo.d}, b = 1 }, foo { c = ${bar.b}, d = 2 }",
        """{"bar":{"a":2,"b":1},"foo":{"c":1,"d":2}}"""
    )]
    [InlineData("a = ${z}, z { q = ${a.b}, b = 3 }", """{"a":{"q":3,"b":3},"z":{"q":3,"b":3}}""")]
    [InlineData("z { q = ${a.b}, b = 3 }, a = ${z}", """{"z":{"q":3,"b":3},"a":{"q":3,"b":3}}""")]
    [InlineData("a = ${x}, a { b = 1 }, x { c = ${a.b} }", """{"a":{"c":1,"b":1},"x":{"c":1}}""")]
    public void Rule32ObjectsThatReferToEachOthersFieldsAreNoCycle(string text, string json) =>
        Assert.Equal(json, Some.Json(text));

    /// <summary>
    /// A key that takes an object over is self-referential when that object refers to the key, so it looks back. Where it
    /// finds nothing so, it looks forward: there is no cycle. Lightbend's does so or not by the order of its hash tables.
    /// </summary>
    [Theory]
    [InlineData("a.x = 1, a = ${z}, z { q = ${a.b}, b = 3 }", """{"a":{"x":1,"q":3,"b":3},"z":{"q":3,"b":3}}""")]
    [InlineData("a = 1, a = ${z}, z { q = ${a.b}, b = 3 }", """{"a":{"q":3,"b":3},"z":{"q":3,"b":3}}""")]
    [InlineData(
        "z { q = ${c.b}, b = 3 }, c = ${a}, a = ${z}",
        """{"z":{"q":3,"b":3},"c":{"q":3,"b":3},"a":{"q":3,"b":3}}"""
    )]
    [InlineData(
        "q = ${a.b}, z { b = 7, c = ${q} }, a = 1, a = ${z}",
        """{"q":7,"z":{"b":7,"c":7},"a":{"b":7,"c":7}}"""
    )]
    [InlineData("a.x = 1, a = ${z}, a = ${a} { k = 2 }, z { q = ${a.x} }", """{"a":{"x":1,"q":1,"k":2},"z":{"q":1}}""")]
    public void Rule32AFieldThatIsNotFoundLookingBackIsLookedForAhead(string text, string json) =>
        Assert.Equal(json, Some.Json(text));

    [Fact]
    public void Rule33WhatIsHiddenIsNotEvaluated()
    {
        Assert.Equal("""{"a":1}""", Some.Json("a = ${nope}, a = 1"));
        Assert.Equal("""{"a":[1]}""", Some.Json("a = ${a}, a = [1]"));
        Assert.Equal(
            """{"o":{"x":1},"a":{"b":2,"x":1}}""",
            Some.Json("o.x = 1, a { b = ${nope} }, a = ${o}, a { b = 2 }")
        );
        Assert.Equal(HoconErrorKind.UnresolvedSubstitution, Some.ErrorKind("a = ${nope}, a { b = 1 }"));
    }

    /// <summary>Lightbend's evaluates what lies below a substitution, even below one that turns out to be no object.</summary>
    [Theory]
    [InlineData("b = 1, a = ${nope}, a = ${b}", """{"b":1,"a":1}""")]
    [InlineData("a = ${nope}, a = 1 ${?b}", """{"a":"1 "}""")]
    [InlineData("a = [${nope}], a.b = 1", """{"a":{"b":1}}""")]
    public void Rule33WhatASubstitutionHidesIsNotEvaluatedEither(string text, string json) =>
        Assert.Equal(json, Some.Json(text));

    [Theory]
    [InlineData("a { b = { c = ${nope} } {} }, a.b.c = 1", """{"a":{"b":{"c":1}}}""")]
    [InlineData("a = [${nope}] [], a.b = 1", """{"a":{"b":1}}""")]
    [InlineData("a = 3, a = { b = ${?a} } {}", """{"a":{}}""")]
    [InlineData("a = { x = 1 } { y = ${a.x} } { x = 2 }, l = [1] [${a.y}]", """{"a":{"x":2,"y":2},"l":[1,2]}""")]
    public void Rule33ObjectsSideBySideAreOneObjectAndListsOneList(string text, string json) =>
        Assert.Equal(json, Some.Json(text));

    [Theory]
    [InlineData("a += 1, a += 2", """{"a":[1,2]}""")]
    [InlineData("a = [1], a += 2, a += [3], a += { b = 4 }", """{"a":[1,2,[3],{"b":4}]}""")]
    [InlineData("b = [0], a = ${b}, a += 1, a += ${b}", """{"b":[0],"a":[0,1,[0]]}""")]
    [InlineData("a = [1], a += ${a}", """{"a":[1,[1]]}""")]
    [InlineData("a.b += 1, a { b += 2 }, c = [ { d += 1, d += 2 } ]", """{"a":{"b":[1,2]},"c":[{"d":[1,2]}]}""")]
    [InlineData("a { 0 = x }, a += y", """{"a":["x","y"]}""")]
    public void Rule34AppendAddsToTheList(string text, string json) => Assert.Equal(json, Some.Json(text));

    [Theory]
    [InlineData("a = 1, a += 2")]
    [InlineData("a { b = 1 }, a += 2")]
    [InlineData("a = null, a += 2")]
    public void Rule34AppendToAnythingElseIsAnError(string text) =>
        Assert.Equal(HoconErrorKind.WrongType, Some.ErrorKind(text));
}
