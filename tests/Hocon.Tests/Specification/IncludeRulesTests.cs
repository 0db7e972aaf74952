using System;
using System.IO;
using System.Linq;
using System.Text;
using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Specification;

/// <summary>Rules 35 to 39: includes.</summary>
public class IncludeRulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("include \"in.conf\"")]
    [InlineData("include\n\n  \"in.conf\"")]
    [InlineData("include required(\"in.conf\")")]
    [InlineData("include required(\n \"in.conf\" \n)")]
    [InlineData("include \"in\"")]
    [InlineData("include\"in.conf\",")]
    public void Rule35TheArgumentHasManyForms(string statement)
    {
        _folder.Write("in.conf", "b = 2");

        Assert.Equal("""{"a":1,"b":2,"c":3}""", Json($"a = 1\n{statement}\nc = 3"));
    }

    [Fact]
    public void Rule35FilesAddressesAndTheClassPathAreNamedByFunctions()
    {
        var path = _folder.Write("in.conf", "b = 2").Replace('\\', '/');
        _folder.Write("cp/lib.conf", "l = 3");
        var options = new HoconParseOptions
        {
            ClassPathDirectory = Path.Combine(_folder.Path, "cp"),
            UrlReader = u => u.Host == "known" ? new MemoryStream(Encoding.UTF8.GetBytes("u = 4")) : null,
        };

        var text =
            $"include file(\"{path}\")\ninclude classpath(\"/lib.conf\")\ninclude url(\"http://known/x\")\n"
            + $"include required(url(\"{new Uri(path)}\"))\ninclude \"http://unknown/x\"";
        Assert.Equal("""{"b":2,"l":3,"u":4}""", HoconConfig.Parse(text, options).ToJson(indented: false));
        Assert.Equal(HoconErrorKind.Include, HoconParser.Parse("include \"http://known/x\"").Errors[0].Kind);
    }

    [Fact]
    public void Rule35AnAddressOfAFileMayHaveOneSlash()
    {
        var path = _folder.Write("in.conf", "b = 2").Replace('\\', '/').TrimStart('/');

        Assert.Equal("""{"b":2}""", Some.Json($"include url(\"file:/{path}\")"));
        Assert.Equal("""{"b":2}""", Some.Json($"include \"file:/{path}\""));
        Assert.Equal("{}", Some.Json("include url(\"file:/nonexistent\")"));
        Assert.Equal(HoconErrorKind.Include, Some.ErrorKind("include url(\"fil:/nonexistent\")"));
    }

    [Theory]
    [InlineData("include \"a\" \"b\"")]
    [InlineData("include ${a}")]
    [InlineData("include a.conf")]
    [InlineData("include unknown(\"a\")")]
    [InlineData("include required(\"a\"")]
    [InlineData("include file(\"a\"))")]
    [InlineData("include file (\"a\")")]
    [InlineData("include required (\"a\")")]
    [InlineData("include required (file(\"a\"))")]
    [InlineData("include required(file (\"a\"))")]
    [InlineData("include")]
    public void Rule35AnythingElseIsAnError(string text) => Assert.Equal(HoconErrorKind.Syntax, Some.ErrorKind(text));

    [Fact]
    public void Rule35AnIncludeMergesInItsPlaceAndMustBeAnObject()
    {
        _folder.Write("in.conf", "a = 2, o { y = 2 }");
        _folder.Write("list.conf", "[1]");

        Assert.Equal(
            """{"a":3,"o":{"x":1,"y":2},"n":{"a":2,"o":{"y":2}},"l":[{"a":2,"o":{"y":2}}]}""",
            Json("a = 1, o { x = 1 }\ninclude \"in\"\na = 3, n { include \"in\" }, l = [{ include \"in\" }]")
        );
        Assert.Equal(HoconErrorKind.WrongType, Read("include \"list.conf\"").Errors[0].Kind);
    }

    [Fact]
    public void Rule36SubstitutionsOfAnIncludedFileLookBesideItFirst()
    {
        _folder.Write(
            "in.conf",
            "x = 1, y = ${x}, z = ${outer}, o = ${?HOCON_UNSET}, p = [1], p = ${p} [2], s.t = ${s.u}, s.u = 5"
        );

        Assert.Equal(
            """{"x":9,"outer":8,"a":{"b":{"x":1,"y":1,"z":8,"p":[1,2],"s":{"t":5,"u":5}}}}""",
            Json("x = 9, outer = 8, a.b { include \"in\" }")
        );
        _folder.Write("mid.conf", "m { include \"in\" }, outer = 7");
        Assert.Contains("\"z\":7", Json("include \"mid\""));
    }

    [Fact]
    public void Rule37AMissingFileIsNothingUnlessItIsRequired()
    {
        Assert.Equal("""{"a":1}""", Json("include \"none\"\ninclude file(\"none.conf\")\na = 1"));
        Assert.Equal(HoconErrorKind.Include, Read("include required(\"none\")").Errors.Single().Kind);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "folder.conf"));
        Assert.Equal(HoconErrorKind.Include, Read("include \"folder.conf\"").Errors.Single().Kind);
    }

    [Fact]
    public void Rule37FilesThatIncludeThemselvesAreAnErrorWithTheChain()
    {
        _folder.Write("b.conf", "include \"sub/../main.conf\"");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        var main = _folder.Write("main.conf", "\n  include \"b\"");

        var error = HoconParser.ParseFile(main).Errors.Single();

        Assert.Equal(HoconErrorKind.Cycle, error.Kind);
        Assert.Contains($"= included from: {main}:2:3", error.ToString());
    }

    [Fact]
    public void Rule37AChainOfIncludesIsBounded()
    {
        for (var i = 0; i <= HoconLimits.MaxIncludeDepth + 1; i++)
        {
            _folder.Write($"f{i}.conf", $"a{i} = 1\ninclude \"f{i + 1}.conf\"");
        }

        var error = Read("include \"f0.conf\"").Errors.Single();

        Assert.Equal(HoconErrorKind.Limit, error.Kind);
        Assert.Contains("more includes", error.ToString());
    }

    [Fact]
    public void Rule37TheNumberOfIncludesIsBounded()
    {
        _folder.Write("leaf.conf", "a = 1");
        for (var i = 0; i < 4; i++)
        {
            var next = i == 3 ? "leaf" : $"f{i + 1}";
            _folder.Write($"f{i}.conf", string.Concat(Enumerable.Repeat($"include \"{next}.conf\"\n", 30)));
        }

        Assert.Contains(Read("include \"f0.conf\"").Errors, e => e.Kind == HoconErrorKind.Limit);
    }

    [Fact]
    public void Rule38WithoutAnExtensionAllThreeAreLoadedAndConfWins()
    {
        _folder.Write("in.properties", "a=p\np=1");
        _folder.Write("in.json", """{ "a": "j", "j": 1 }""");
        _folder.Write("in.conf", "a = c, c = 1");

        Assert.Equal("""{"a":"c","p":"1","j":1,"c":1}""", Json("include \"in\""));
    }

    [Fact]
    public void Rule39AStringIsRelativeToItsFileAndAFunctionIsNot()
    {
        _folder.Write("sub/in.conf", "include \"beside\"\ninclude file(\"beside.conf\")");
        _folder.Write("sub/beside.conf", "a = 1");
        _folder.Write("beside.conf", "a = 2");

        Assert.Equal("""{"a":1}""", Json("include \"sub/in\""));
        Assert.Equal("{}", HoconConfig.Parse("include \"in\"").ToJson(indented: false));
        var options = new HoconParseOptions { BaseDirectory = Path.Combine(_folder.Path, "sub") };
        Assert.Equal("""{"a":1}""", HoconConfig.Parse("include \"in\"", options).ToJson(indented: false));
    }

    private HoconResult Read(string text) => HoconParser.ParseFile(_folder.Write("root.conf", text));

    private string Json(string text) =>
        Read(text).GetOrThrow().Resolve(HoconResolveOptions.NoEnvironment).ToJson(indented: false);
}
