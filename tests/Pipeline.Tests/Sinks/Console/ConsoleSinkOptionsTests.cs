using System;
using ActorLog.Kit;
using ActorLog.Options;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class ConsoleSinkOptionsTests
{
    private readonly OptionErrors _errors = new();

    [Fact]
    public void EveryKeyIsRead()
    {
        var options = Read(
            ("type", "console"),
            ("format", "{Message}{NewLine}"),
            ("stderr-level", "error"),
            ("color", "always"),
            ("timeout", "5s")
        );

        Assert.Empty(_errors.All);
        Assert.Equal("{Message}{NewLine}", options.Format);
        Assert.Equal(LogLevel.Error, options.StderrLevel);
        Assert.Equal(ColorMode.Always, options.Color);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Timeout);
    }

    [Fact]
    public void NothingIsRequired()
    {
        var options = Read(("stderr-level", "off"));

        Assert.Empty(_errors.All);
        Assert.Equal("text", options.Format);
        Assert.Equal(LogLevel.None, options.StderrLevel);
        Assert.Equal(ColorMode.Auto, options.Color);
        Assert.Equal(TimeSpan.MaxValue, options.Timeout);
    }

    [Fact]
    public void WrongWordsAreExplained()
    {
        Read(("color", "allways"), ("format", "txt"));

        Assert.Equal(
            "sink:color: expected one of: auto, always, never; found 'allways' (did you mean 'always'?)",
            _errors.All[0].ToString()
        );
        Assert.Equal("sink:format", _errors.All[1].Path);
    }

    private ConsoleSinkOptions Read(params (string Key, string Value)[] entries)
    {
        var reader = Configured.Block(_errors, entries);
        var options = ConsoleSinkOptions.Read(reader);
        options.Validate(_errors, reader.Path);
        reader.Finish();
        return options;
    }
}
