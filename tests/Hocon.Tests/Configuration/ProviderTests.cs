using System.IO;
using System.Linq;
using System.Text;
using ActorLog.Hocon.Tests.Support;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ActorLog.Hocon.Tests.Configuration;

public class ProviderTests
{
    private const string Document = """
        { "null": null, "list": [], "object": {}, "yes": true, "no": false, "number": 1.50, "text": "t",
          "nested": { "a": [ { "b": 1 }, [ 2, 3 ], null ] } }
        """;

    [Fact]
    public void TheKeysAreThoseOfTheJsonProvider()
    {
        var json = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Document))).Build();
        var hocon = new ConfigurationBuilder().AddHoconString(Document).Build();

        Assert.Equal(json.AsEnumerable().ToList(), hocon.AsEnumerable().ToList());
        foreach (var key in new[] { "null", "list", "object", "nothing", "nested" })
        {
            Assert.Equal(Found(json, key), Found(hocon, key));
        }

        static (bool, string?) Found(IConfigurationRoot root, string key) =>
            (root.Providers.Single().TryGet(key, out var value), value);
    }

    [Fact]
    public void AStreamIsRead()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("a.b = 1"));
        var configuration = new ConfigurationBuilder().AddHoconStream(stream).Build();

        Assert.Equal("1", configuration["a:b"]);
        configuration.Reload();
        Assert.Equal("1", configuration["a:b"]);
    }

    [Fact]
    public void AFileIsReadWithItsIncludesAndTheEnvironment()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.conf", "include \"more\"\nb = ${a}${?HOCON_TEST_NOT_SET}");
        folder.Write("more.conf", "a = 1");

        var configuration = new ConfigurationBuilder().SetBasePath(folder.Path).AddHoconFile("main.conf").Build();

        Assert.Equal("1", configuration["b"]);
    }

    [Fact]
    public void AMissingFileIsAnErrorUnlessItIsOptional()
    {
        using var folder = new TemporaryFolder();
        var builder = new ConfigurationBuilder().SetBasePath(folder.Path);

        Assert.Empty(builder.AddHoconFile("none.conf", optional: true).Build().AsEnumerable());
        var error = Assert.Throws<HoconException>(() => builder.AddHoconFile("none.conf").Build());
        Assert.Equal(
            $"error: the file 'none.conf' does not exist\n = looked for: {Path.Combine(folder.Path, "none.conf")}",
            error.Message
        );
    }

    [Fact]
    public void KeysThatDifferOnlyByCaseAreAnError()
    {
        var error = Assert.Throws<HoconException>(() =>
            new ConfigurationBuilder().AddHoconString("a { url = x\n  Url = y }").Build()
        );

        Assert.Equal(
            """
            text:2:3: error: the keys 'url' and 'Url' differ only by case
              |
            2 |   Url = y }
              |   ^^^ configuration keys do not tell cases apart
              = 'url' stands at text:1:5
            """,
            error.Message
        );
    }

    [Fact]
    public void AColonInAKeyNestsAndMayNotMeetAnotherKey()
    {
        var builder = new ConfigurationBuilder();

        Assert.Equal("1", builder.AddHoconString("\"a:b\" = 1").Build()["a:b"]);
        var error = Assert.Throws<HoconException>(() => builder.AddHoconString("\"a:b\" = 1, a { b = 2 }").Build());
        Assert.Equal(HoconErrorKind.Key, error.Kind);
    }

    [Fact]
    public void EveryPathKnowsWhereItsKeyAndItsValueStand()
    {
        var configuration = new ConfigurationBuilder()
            .AddHoconString("actorlog {\n  sinks.http { min-backoff = 5s\n  tags = [x, y] }\n}")
            .Build();
        var provider = (HoconConfigurationProvider)configuration.Providers.Single();

        Assert.True(provider.TryGetOrigin("actorlog:sinks:http:min-backoff", out var origin));
        Assert.Equal("text:2:30", origin.ToString());
        Assert.Equal("  sinks.http { min-backoff = 5s", origin.SourceLine);
        Assert.True(provider.TryGetKeyOrigin("Actorlog:Sinks:Http:MinBackoff", out origin));
        Assert.Equal(("text:2:16", 11), (origin.ToString(), origin.Length));
        Assert.True(provider.TryGetOrigin("actorlog:sinks:http:tags:1", out origin));
        Assert.Equal("text:3:14", origin.ToString());
        Assert.True(provider.TryGetKeyOrigin("actorlog:sinks:http", out origin));
        Assert.Equal("text:2:9", origin.ToString());
        Assert.False(provider.TryGetOrigin("actorlog:sinks:file", out _));
        Assert.True(configuration.TryGetHoconOrigin("actorlog:sinks", out _));
    }

    [Fact]
    public void AnUnresolvedSubstitutionIsAnErrorWithItsPlace()
    {
        var error = Assert.Throws<HoconException>(() =>
            new ConfigurationBuilder().AddHoconString("a = ${no.such}").Build()
        );

        Assert.StartsWith("text:1:5: error: the substitution ${no.such} has no value", error.Message);
    }
}
