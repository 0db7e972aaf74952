using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Hocon.Tests.Conformance;
using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Robustness;

/// <summary>
/// Any text ends in a value or an error. The budget is fixed and the seed too, so that a failure can be had again; texts
/// that once failed are kept in the corpus folder.
/// </summary>
public class FuzzTests
{
    private const int Budget = 20_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly HoconResolveOptions Partial = new() { AllowUnresolved = true, Environment = _ => null };

    private static readonly string[] Corpus =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Robustness", "Corpus"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText),
    ];

    [Fact]
    public async Task TheKeptTextsEndInAValueOrAnError() => await Run(Corpus).WaitAsync(Limit);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RandomTextsEndInAValueOrAnError(int seed)
    {
        var cases = CaseFolder.All().Select(c => File.ReadAllText(c.File));
        var mutations = new Mutations(seed, [.. Corpus, .. cases.Where(c => c.Length < 4_000)]);

        await Run(Enumerable.Range(0, Budget).Select(_ => mutations.Next())).WaitAsync(Limit);
    }

    [Fact]
    public async Task RandomBytesEndInAValueOrAnError()
    {
        var random = new Random(3);
        await Task.Run(() =>
            {
                for (var i = 0; i < Budget / 4; i++)
                {
                    var bytes = new byte[random.Next(100)];
                    random.NextBytes(bytes);
                    HoconParser.ParseStream(new MemoryStream(bytes));
                }
            })
            .WaitAsync(Limit);
    }

    private static Task<int> Run(IEnumerable<string> texts) =>
        Task.Run(() => SmallStack.Run(() => texts.Select(Check).ToList().Count));

    private static bool Check(string text)
    {
        try
        {
            var parsed = HoconParser.Parse(text);
            _ = parsed.Errors.Select(e => e.ToString()).ToList();
            if (parsed.IsSuccess)
            {
                CheckValue(parsed.Config);
            }

            return HoconPath.TryParse(text, out _, out _) || parsed.IsSuccess;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"This text fails:\n{Show(text)}", e);
        }
    }

    private static void CheckValue(HoconConfig config)
    {
        _ = config.ToHocon();
        _ = config.WithFallback(config).TryResolve(Partial).Errors.Select(e => e.ToString()).ToList();
        if (config.TryResolve(HoconResolveOptions.NoEnvironment) is not { IsSuccess: true } resolved)
        {
            return;
        }

        var value = resolved.Config;
        Assert.True(value.IsResolved);
        Assert.Equal(value, HoconConfig.Parse(value.ToHocon(indented: false)));
        Assert.Equal(value, HoconConfig.Parse(value.ToHocon(indented: true)));
        Assert.Equal(value, HoconConfig.Parse(value.ToJson()));
        _ = value.ToJsonWithOrigins();
        _ = value.Entries().Select(e => $"{e.Path} {e.KeyOrigin}").Count();
    }

    private static string Show(string text) =>
        string.Concat(text.Take(2_000).Select(c => c is >= ' ' and < '\u007F' ? c.ToString() : $"\\u{(int)c:X4}"));
}
