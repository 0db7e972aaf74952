using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ActorLog.Hocon.Tests.Configuration;

public class BindingTests
{
    private static IConfigurationRoot Build(string text) => new ConfigurationBuilder().AddHoconString(text).Build();

    [Fact]
    public void KebabCaseBindsToProperties()
    {
        var options = Build("retry { min-backoff = 200ms, max-backoff = 30s, random-factor = 0.2, HTTPMethod = POST }")
            .GetSection("retry")
            .Get<RetryOptions>()!;

        Assert.Equal(TimeSpan.FromMilliseconds(200), options.MinBackoff);
        Assert.Equal(TimeSpan.FromSeconds(30), options.MaxBackoff);
        Assert.Equal(0.2, options.RandomFactor);
    }

    [Fact]
    public void DurationsAndSizesBindWithTheOrdinaryBinder()
    {
        var options = Build("timeout = 10s, buffer-size = 5 MiB, max-count = 7, delays = [1s, 1 minute]")
            .Get<Options>()!;

        Assert.Equal(TimeSpan.FromSeconds(10), options.Timeout);
        Assert.Equal(5 * 1024 * 1024, options.BufferSize);
        Assert.Equal(7, options.MaxCount);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)], options.Delays);
    }

    [Fact]
    public void WhatIsReadByItsKeyIsWhatWasWritten()
    {
        var configuration = Build("sinks { http { timeout = 10s, buffer-size = 5 MiB } }");

        Assert.Equal("10s", configuration.GetSection("sinks:http:timeout").Value);
        Assert.Equal("5 MiB", configuration["sinks:http:buffer-size"]);
        Assert.Equal("00:00:10", configuration["sinks:http:Timeout"]);
        Assert.Equal("5242880", configuration["sinks:http:BufferSize"]);
    }

    [Fact]
    public void TextInQuotesIsTextForAProperty()
    {
        var options = Build("name = \"10s\", title = 3d").Get<Options>()!;

        Assert.Equal("10s", options.Name);
        Assert.Equal("3.00:00:00", options.Title);
    }

    [Fact]
    public void EachEntryOfADictionaryIsThereOnceAndAsWritten()
    {
        var configuration = Build(
            "levels { \"a-b\" = x, ab = y }, sinks { my-sink { max-count = 1 } }, limits { a-b = 2s }"
        );

        Assert.Equal(["a-b", "ab"], configuration.GetSection("levels").GetChildren().Select(c => c.Key));
        var options = configuration.Get<Options>()!;
        Assert.Equal(new Dictionary<string, string> { ["a-b"] = "x", ["ab"] = "y" }, options.Levels);
        Assert.Equal(["my-sink"], options.Sinks.Keys);
        Assert.Equal(1, options.Sinks["my-sink"].MaxCount);
        Assert.Equal(TimeSpan.FromSeconds(2), options.Limits["a-b"]);
    }

    [Fact]
    public void APropertyNameMeansAKeyOnlyWhereItsWordsBeginWithCapitals()
    {
        var configuration = Build("my-sink = a, http-method = b, use-tls-12 = c");

        Assert.Null(configuration["mysink"]);
        Assert.Null(configuration["Mysink"]);
        Assert.Equal("a", configuration["mySink"]);
        Assert.Equal("b", configuration["HTTPMethod"]);
        Assert.Equal("c", configuration["UseTls12"]);
    }

    [Fact]
    public void AKeyThatIsWrittenAsAPropertyConvertsToo()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), Build("Timeout = 10s").Get<Options>()!.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(10), Build("bufferSize = 1, timeout = 10s").Get<Options>()!.Timeout);
    }

    [Fact]
    public void RecordsBindByTheirConstructors()
    {
        var record = Build("a { min-size = 1 kB, wait-time = 5ms }").GetSection("a").Get<ByConstructor>()!;

        Assert.Equal(new ByConstructor(1000, TimeSpan.FromMilliseconds(5)), record);
    }

    [Fact]
    public void LaterProvidersWinByEitherSpelling()
    {
        var configuration = new ConfigurationBuilder()
            .AddHoconString("max-count = 1, buffer-size = 1")
            .AddInMemoryCollection([new("MaxCount", "2"), new("buffer-size", "3")])
            .Build();

        Assert.Equal(2, configuration.Get<Options>()!.MaxCount);
        Assert.Equal("3", configuration["buffer-size"]);
    }

    [Fact]
    public void AValueThatIsSetAtRunTimeWins()
    {
        var configuration = Build("a { b-c = 1 }");
        configuration["a:b-c"] = "2";
        configuration["a:d"] = "3";

        Assert.Equal("2", configuration["a:b-c"]);
        Assert.Equal(["b-c", "d"], configuration.GetSection("a").GetChildren().Select(c => c.Key));
    }

    private sealed class RetryOptions
    {
        public TimeSpan MinBackoff { get; set; }

        public TimeSpan MaxBackoff { get; set; }

        public double RandomFactor { get; set; }
    }

    private sealed class Options
    {
        public TimeSpan Timeout { get; set; }

        public long BufferSize { get; set; }

        public int MaxCount { get; set; }

        public string Name { get; set; } = "";

        public string Title { get; set; } = "";

        public List<TimeSpan> Delays { get; set; } = [];

        public Dictionary<string, string> Levels { get; set; } = [];

        public Dictionary<string, TimeSpan> Limits { get; set; } = [];

        public Dictionary<string, Options> Sinks { get; set; } = [];
    }

    private sealed record ByConstructor(int MinSize, TimeSpan WaitTime);
}
