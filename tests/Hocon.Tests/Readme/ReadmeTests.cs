using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Hocon.Tests.Support;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ActorLog.Hocon.Tests.Readme;

/// <summary>The code of the README of the library, which a test of the repository compares word for word.</summary>
public class ReadmeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void TheFirstExampleRuns()
    {
        _folder.Write(
            "app.conf",
            "server { host = localhost, port = 80, timeout = 10s }\nurl = \"http://\"${server.host}\":\"${server.port}"
        );
        var path = Path.Combine(_folder.Path, "app.conf");

        var config = HoconConfig.ParseFile(path).Resolve();

        string url = config.GetString("url");
        TimeSpan timeout = config.GetDuration("server.timeout");
        long buffer = config.GetByteCount("server.buffer", 64 * 1024);
        Assert.Equal(("http://localhost:80", TimeSpan.FromSeconds(10), 65_536), (url, timeout, buffer));
    }

    [Fact]
    public void LayersAreLaidOverEachOtherAndResolvedThen()
    {
        var user = HoconConfig.Parse("port = 8080");
        var reference = HoconConfig.Parse("host = localhost, port = 80, url = ${host}\":\"${port}");

        var config = user.WithFallback(reference).Resolve();

        Assert.Equal("localhost:8080", config.GetString("url"));
    }

    [Fact]
    public void ErrorsAreValuesOrAnException()
    {
        var text = "retry { max = 3 \n min = [1, 2 }";

        HoconResult result = HoconParser.Parse(text, new HoconParseOptions { SourceName = "app.conf" });
        foreach (var error in result.Errors)
        {
            _output.WriteLine(error);
        }

        Assert.Contains("app.conf:2:14: error: found '}', which does not close '['", _output.ToString());
    }

    [Fact]
    public void UnknownKeysAreFound()
    {
        var config = HoconConfig.Parse("retry { attemps = 3 }").Resolve();

        IReadOnlyList<HoconError> unknown = config.FindUnknownKeys("retry", ["attempts", "delay"]);

        Assert.Equal("did you mean 'attempts'?", unknown.Single().Hint);
    }

    [Fact]
    public void EveryValueKnowsItsPlace()
    {
        var config = HoconConfig.Parse("a { b = 1 }").Resolve();

        HoconOrigin origin = config.GetValue("a.b").Origin;
        _output.WriteLine($"{origin.Source}, line {origin.Line}, column {origin.Column}");
        foreach (var entry in config.Entries())
        {
            _output.WriteLine($"{entry.Path} = {entry.Value}   # {entry.Value.Origin}");
        }

        Assert.Equal("text, line 1, column 9\na.b = 1   # text:1:9\n", _output.ToString());
    }

    [Fact]
    public void TheConfigurationOfDotNetBindsIt()
    {
        _folder.Write("app.conf", "http { timeout = 10s, min-backoff = 200ms, max-size = 5 MiB }");
        var builder = new ConfigurationBuilder().SetBasePath(_folder.Path);

        var configuration = builder.AddHoconFile("app.conf", optional: false, reloadOnChange: true).Build();
        var options = configuration.GetSection("http").Get<HttpOptions>()!;

        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(200)), (options.Timeout, options.MinBackoff));
        Assert.Equal(5_242_880, options.MaxSize);
        ((IDisposable)configuration).Dispose();
    }

    public sealed class HttpOptions
    {
        public TimeSpan Timeout { get; set; }
        public TimeSpan MinBackoff { get; set; }
        public long MaxSize { get; set; }
    }
}
