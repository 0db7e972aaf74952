using System;
using System.Linq;
using ActorLog.Kit;
using ActorLog.Options;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class FileSinkOptionsTests
{
    private readonly OptionErrors _errors = new();

    [Fact]
    public void EveryKeyIsRead()
    {
        var options = Read(
            ("type", "file"),
            ("path", "logs/app-{date}.log"),
            ("format", "{Message}{NewLine}"),
            ("rolling:interval", "hour"),
            ("rolling:max-file-size", "100 MiB"),
            ("retention:max-files", "14"),
            ("retention:max-age", "30d"),
            ("retention:max-total-size", "2 GiB"),
            ("utc", "on"),
            ("fsync", "interval"),
            ("fsync-interval", "5s"),
            ("min-level", "warning"),
            ("batch:linger", "1s")
        );

        Assert.Empty(_errors.All);
        Assert.Equal("logs/app-{date}.log", options.Path);
        Assert.Equal("{Message}{NewLine}", options.Format);
        Assert.Equal(new RollingOptions { Interval = RollInterval.Hour, MaxFileSize = 100 << 20 }, options.Rolling);
        Assert.Equal(
            new RetentionOptions
            {
                MaxFiles = 14,
                MaxAge = TimeSpan.FromDays(30),
                MaxTotalSize = 2L << 30,
            },
            options.Retention
        );
        Assert.True(options.Utc);
        Assert.Equal(FileSync.Interval, options.Sync);
        Assert.Equal(TimeSpan.FromSeconds(5), options.SyncInterval);
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Warning, options.MinLevel);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Batch.Linger);
    }

    [Fact]
    public void AnAgeThatForgetsItsUnitDeletesNothing()
    {
        _ = Read(("path", "debug.log"), ("retention:max-age", "30"));

        Assert.Equal(
            "sink:retention:max-age: must be at least 1 s; a number without a unit is milliseconds",
            Assert.Single(_errors.All).ToString()
        );
    }

    [Fact]
    public void OnlyThePathIsRequired()
    {
        var options = Read(("path", "debug.log"));

        Assert.Empty(_errors.All);
        Assert.Equal(new RollingOptions(), options.Rolling);
        Assert.Equal(new RetentionOptions(), options.Retention);
        Assert.Equal(FileSync.Off, options.Sync);
    }

    [Fact]
    public void EverythingThatIsWrongIsFoundAtOnce()
    {
        Read(
            ("path", "logs/{day}.log"),
            ("format", "txt"),
            ("rolling:interval", "days"),
            ("retention:max-files", "-1"),
            ("retention:max-age", "-1d"),
            ("fsync", "interval"),
            ("fsync-interval", "0"),
            ("buffered", "on")
        );

        Assert.Equal(
            [
                "sink:rolling:interval: expected one of: none, hour, day; found 'days' (did you mean 'day'?)",
                "sink:path: unknown placeholder '{day}', expected one of: {date}, {pid}, {machine}",
                "sink:format",
                "sink:fsync-interval: must be more than 0",
                "sink:retention:max-files: must not be negative",
                "sink:retention:max-age: must be at least 1 s; a number without a unit is milliseconds",
                "sink:buffered",
            ],
            _errors.All.Select(error => error.Path is "sink:format" or "sink:buffered" ? error.Path : error.ToString())
        );
    }

    [Fact]
    public void WhatABlockLacksComesFromTheDefaults()
    {
        var defaults = new FileSinkOptions { Path = "here.log", Utc = true };

        var options = FileSinkOptions.Read(Configured.Block(_errors, ("fsync", "batch")), defaults);

        Assert.Equal("here.log", options.Path);
        Assert.True(options.Utc);
        Assert.Equal(FileSync.Batch, options.Sync);
    }

    [Fact]
    public void TwoSinksDoNotWriteOneFile()
    {
        var builder = LogPipeline
            .CreateBuilder()
            .AddSink("a", new FileSinkOptions { Path = "logs/app.log" })
            .AddSink("off", new FileSinkOptions { Path = "logs/app.log", Enabled = false })
            .AddSink(
                "daily",
                new FileSinkOptions
                {
                    Path = "logs/app.log",
                    Rolling = new() { Interval = RollInterval.Day },
                }
            )
            .AddSink("b", new FileSinkOptions { Path = "./logs/../logs/app.log" });

        var error = Assert.Single(builder.Validate());

        Assert.EndsWith("sinks:b:path", error.Path, StringComparison.Ordinal);
        Assert.Equal("the sink 'a' writes this file: each needs one of its own", error.Message);
    }

    private FileSinkOptions Read(params (string Key, string Value)[] entries)
    {
        var reader = Configured.Block(_errors, entries);
        var options = FileSinkOptions.Read(reader);
        options.Validate(_errors, reader.Path);
        reader.Finish();
        return options;
    }
}
