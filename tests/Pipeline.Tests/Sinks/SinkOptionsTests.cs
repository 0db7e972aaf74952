using System;
using System.Collections.Generic;
using ActorLog.Kit;
using ActorLog.Options;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class SinkOptionsTests
{
    private readonly OptionErrors _errors = new();

    [Fact]
    public void WhatABlockLacksIsAsTheKindOfSinkHasIt()
    {
        var read = Picky.Read(Configured.Block(_errors, ("type", "picky")));

        Assert.Empty(_errors.All);
        Assert.Equal(new Picky().Levels, read.Levels);
        Assert.Equal(["Bank"], read.Only.Categories);
        Assert.Equal(["Bank.Noise"], read.Except.Categories);
        Assert.Equal(4, read.MaxInFlight);
    }

    [Fact]
    public void WhatABlockHasTakesThePlaceOfTheKindsOwn()
    {
        var read = Picky.Read(
            Configured.Block(
                _errors,
                ("levels:Shop", "error"),
                ("only:properties:City", "*"),
                ("except:categories", "Shop.Noise"),
                ("order", "strict")
            )
        );

        Assert.Empty(_errors.All);
        Assert.Equal(new Dictionary<string, LogLevel> { ["Shop"] = LogLevel.Error }, read.Levels);
        Assert.Empty(read.Only.Categories);
        Assert.Equal(["Shop.Noise"], read.Except.Categories);
        Assert.Equal(1, read.MaxInFlight);
    }

    private sealed record Picky : SinkOptions
    {
        public Picky()
        {
            Levels = new Dictionary<string, LogLevel> { ["Bank"] = LogLevel.Warning };
            Only = new EventFilter { Categories = ["Bank"] };
            Except = new EventFilter { Categories = ["Bank.Noise"] };
            MaxInFlight = 4;
        }

        public override string Type => "picky";

        public static Picky Read(OptionsReader reader) => ReadCommon(reader, new Picky());

        public override ILogSink CreateSink(SinkContext context) => throw new NotSupportedException();
    }
}
