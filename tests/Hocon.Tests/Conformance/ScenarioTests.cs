using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;
using Map = System.Collections.Generic.Dictionary<string, object>;

namespace ActorLog.Hocon.Tests.Conformance;

/// <summary>The public scenarios of several steps: parse, lay over fallbacks, resolve.</summary>
public class ScenarioTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryPublicScenarioHolds()
    {
        if (CaseFolder.Root is null)
        {
            output.WriteLine("The folder ../shared/hocon-cases is not there: only the project's own cases were run.");
            return;
        }

        var files = Directory.GetFiles(Path.Combine(CaseFolder.Root, "testdata", "deferred-resolution"), "*.yaml");
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var failure = Record.Exception(() => Check(ScenarioFile.Read(file)));
            Assert.True(failure is null, $"{Path.GetFileName(file)}: {failure}");
        }

        output.WriteLine($"{files.Length} scenarios.");
        Assert.NotEmpty(files);
    }

    private static void Check(Map scenario)
    {
        var expect = (Map)scenario["expect"];
        if ((string)expect["outcome"] == "error")
        {
            var error = Assert.Throws<HoconException>(() => Build(scenario));
            Assert.Equal(Kind((string)expect["errorCategory"]), error.Kind);
            Assert.Contains(Text(expect.GetValueOrDefault("errorContains", "\"\"")), error.Message);
            return;
        }

        var result = Build(scenario);
        Assert.Equal((string)expect["isResolved"] == "true", result.IsResolved);
        if (expect.TryGetValue("json", out var json))
        {
            Assert.Equal(HoconConfig.Parse((string)json), result);
        }

        foreach (var getter in (List<HoconObject>)expect.GetValueOrDefault("getter", new List<HoconObject>()))
        {
            CheckGetter(result, getter);
        }
    }

    private static void CheckGetter(HoconConfig config, HoconObject getter)
    {
        var path = ((HoconString)getter["path"]).Text;
        if (getter.TryGetValue("expectError", out var error))
        {
            var thrown = Assert.Throws<HoconException>(() => config.GetString(path));
            Assert.Equal(Kind(((HoconString)error).Text), thrown.Kind);
        }
        else if (getter.TryGetValue("expectString", out var text))
        {
            Assert.Equal(((HoconString)text).Text, config.GetString(path));
        }
        else
        {
            Assert.Equal(getter.Fields[1].Value, config.GetValue(path));
        }
    }

    private static HoconConfig Build(Map scenario)
    {
        var named = new Dictionary<string, HoconConfig>();
        foreach (var step in (List<HoconObject>)scenario["build"])
        {
            string Name(string key) => ((HoconString)step[key]).Text;
            HoconResolveOptions Options() =>
                new() { AllowUnresolved = ((HoconBoolean)step["allowUnresolved"]).Value, Environment = _ => null };
            HoconConfig Of(string key) =>
                named.TryGetValue(Name(key), out var made) ? made : Source(scenario, Name(key));
            named[Name("as")] = Name("op") switch
            {
                "take" => Source(scenario, Name("source")),
                "extract" => Of("this").GetConfig(Name("path")),
                "withFallback" => Of("this").WithFallback(Of("other")),
                "resolve" => Of("this").Resolve(Options()),
                _ => Of("this").ResolveWith(Of("source"), Options()),
            };
        }

        return named["result"];
    }

    private static HoconConfig Source(Map scenario, string name)
    {
        var source = (Map)((Map)scenario["sources"])[name];
        if (source.TryGetValue("fromMap", out var map))
        {
            return HoconConfig.FromMap(map is Map values ? values.Select(Entry) : []);
        }

        var options = source.GetValueOrDefault("parseOptions") as Map ?? [];
        var sourceName = Text(options.GetValueOrDefault("originDescription", "text"));
        var config = HoconConfig.Parse(
            (string)source["parseString"],
            new HoconParseOptions { SourceName = sourceName }
        );
        return options.ContainsKey("resolveSubstitutions") ? config : config.Resolve(HoconResolveOptions.NoEnvironment);
    }

    private static KeyValuePair<string, object?> Entry(KeyValuePair<string, object> entry) =>
        new(entry.Key, entry.Value is Map inner ? inner.Select(Entry) : ScenarioFile.Flow((string)entry.Value));

    private static string Text(object flow) => ((HoconString)ScenarioFile.Flow((string)flow)).Text;

    private static HoconErrorKind Kind(string category) =>
        category switch
        {
            "CycleError" => HoconErrorKind.Cycle,
            "ResolveError" => HoconErrorKind.UnresolvedSubstitution,
            "TypeError" => HoconErrorKind.WrongType,
            _ => HoconErrorKind.NotResolved,
        };
}
