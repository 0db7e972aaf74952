using System.Linq;
using Xunit;

namespace ActorLog.Hocon.Tests.Support;

/// <summary>The small vocabulary of these tests.</summary>
internal static class Some
{
    /// <summary>A resolved configuration, without an environment.</summary>
    public static HoconConfig Config(string text) => HoconConfig.Parse(text).Resolve(HoconResolveOptions.NoEnvironment);

    /// <summary>The resolved configuration as JSON on one line.</summary>
    public static string Json(string text) => Config(text).ToJson(indented: false);

    /// <summary>An environment of some variables.</summary>
    public static HoconResolveOptions Environment(params (string Name, string Value)[] variables) =>
        new() { Environment = name => variables.FirstOrDefault(v => v.Name == name).Value };

    /// <summary>All errors of a text, whichever stage finds them, as people read them.</summary>
    public static string Errors(string text)
    {
        var parsed = HoconParser.Parse(text, new HoconParseOptions { SourceName = "a.conf" });
        var result = parsed.IsSuccess ? parsed.Config.TryResolve(HoconResolveOptions.NoEnvironment) : parsed;
        Assert.False(result.IsSuccess, $"expected errors, got {result.Config}");
        return string.Join("\n\n", result.Errors);
    }

    /// <summary>The kind of the first error of a text.</summary>
    public static HoconErrorKind ErrorKind(string text)
    {
        var parsed = HoconParser.Parse(text);
        var result = parsed.IsSuccess ? parsed.Config.TryResolve(HoconResolveOptions.NoEnvironment) : parsed;
        Assert.False(result.IsSuccess, $"expected errors, got {result.Config}");
        return result.Errors[0].Kind;
    }
}
