using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ActorLog.Hocon;
using ActorLog.Host.Inputs.Http;
using ActorLog.Host.Inputs.Stdin;
using ActorLog.Options;
using ActorLog.Sinks;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ActorLog.Host.Tests.Configuration;

/// <summary>The reference holds exactly the keys that the program asks for, with the defaults that it has.</summary>
public class ReferenceTests
{
    // They have no default, so the reference shows an example.
    private static readonly string[] Required = ["path", "url"];

    private static readonly Dictionary<string, string> Reference = ReadReference();

    [Fact]
    public void ThePipelinesOwnKeysAreThere()
    {
        var asked = Asked(reader => PipelineOptions.Read(reader, new PipelineOptions()));

        Compare(asked, Under("").Where(key => key.Key.Split('.')[0] is not ("inputs" or "default-sink" or "sinks")));
    }

    [Theory]
    [InlineData("console")]
    [InlineData("file")]
    [InlineData("http")]
    public void ASinksKeysAreThere(string type)
    {
        var asked = Asked(reader => new SinkTypes().Read(reader)!, type);
        var written = Under("default-sink.").Concat(Under($"sinks.{type}."));

        Compare(asked, written.GroupBy(key => key.Key).Select(keys => keys.Last()));
        Assert.Equal(type, Reference[$"sinks.{type}.type"]);
    }

    [Fact]
    public void EverySinkOfTheReferenceIsAKindOfSink()
    {
        var kinds = Under("sinks.").Select(key => key.Key.Split('.')[0]).Distinct();

        Assert.Equal(new SinkTypes().Names.Order(), kinds.Order());
    }

    [Theory]
    [InlineData("http")]
    [InlineData("stdin")]
    public void AnInputsKeysAreThere(string type)
    {
        var asked = Asked(reader =>
            type == "http" ? HttpInputOptions.Read(reader, "") : StdinInputOptions.Read(reader, "")
        );

        Compare(asked, Under($"inputs.{type}."));
        Assert.Equal(type, Reference[$"inputs.{type}.type"]);
    }

    [Fact]
    public void EveryKeyIsExplained()
    {
        string[] plain = ["type", "enabled", "actorlog", "http", "stdin", "console", "file"];
        foreach (var paragraph in File.ReadAllText(ReferenceFile).Split("\n\n"))
        {
            var keys = Regex.Matches(paragraph, @"^ *([a-z-]+) *[={]", RegexOptions.Multiline);
            var unexplained = keys.Select(key => key.Groups[1].Value).Except(plain).ToArray();
            Assert.True(unexplained.Length == 0 || paragraph.Contains("# ", StringComparison.Ordinal), paragraph);
            Assert.All(paragraph.Split('\n'), line => Assert.True(line.Length <= 120, line));
        }
    }

    private static string ReferenceFile => Path.Combine(SampleTests.Folder(), "reference.conf");

    private static void Compare(
        IReadOnlyDictionary<string, string> asked,
        IEnumerable<KeyValuePair<string, string>> written
    )
    {
        var writtenByKey = written.Where(key => key.Key != "type").ToDictionary();
        Assert.Equal(asked.Keys.Order(), writtenByKey.Keys.Order());
        foreach (var (key, value) in asked.Where(key => !Required.Contains(key.Key)))
        {
            Assert.True(
                IsSame(value, writtenByKey[key]),
                $"{key}: the default is {value}, written is {writtenByKey[key]}"
            );
        }
    }

    // The program says 00:00:10 and 4194304 where people write 10s and 4 MiB.
    private static bool IsSame(string asked, string written) =>
        asked == written
        || (
            Quantities.TryParseDuration(asked, out var duration)
            && Quantities.TryParseDuration(written, out var writtenDuration)
            && duration == writtenDuration
        )
        || (
            Quantities.TryParseSize(asked, out var size)
            && Quantities.TryParseSize(written, out var writtenSize)
            && size == writtenSize
        );

    private static Dictionary<string, string> Asked(Func<OptionsReader, object> read, string type = "")
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("x:type", type)])
            .Build();
        var reader = new OptionsReader(configuration.GetSection("x"), new OptionErrors());
        read(reader);
        var asked = new Dictionary<string, string>();
        Collect(reader, "", asked);
        asked.Remove("type");
        return asked;
    }

    private static void Collect(OptionsReader reader, string prefix, Dictionary<string, string> asked)
    {
        var blocks = reader.Sections.Select(section => section.Path.Split(':')[^1]).ToHashSet();
        foreach (var (key, value) in reader.Asked.Where(key => !blocks.Contains(key.Key)))
        {
            asked[prefix + key] = value;
        }

        foreach (var section in reader.Sections)
        {
            Collect(section, $"{prefix}{section.Path.Split(':')[^1]}.", asked);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Under(string prefix) =>
        Reference
            .Where(key => key.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => KeyValuePair.Create(key.Key[prefix.Length..], key.Value));

    private static Dictionary<string, string> ReadReference()
    {
        var reference = HoconConfig.ParseFile(ReferenceFile).Resolve();
        return reference
            .Entries()
            .ToDictionary(
                entry => string.Join('.', entry.Path.Keys.Skip(1)),
                entry =>
                    entry.Value.Kind switch
                    {
                        HoconValueKind.Object => "{}",
                        HoconValueKind.List => "[]",
                        _ => reference.GetString(entry.Path.ToString()),
                    }
            );
    }
}
