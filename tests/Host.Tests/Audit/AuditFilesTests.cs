using System;
using System.IO;
using System.Linq;
using ActorLog.Host.Audit;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Audit;

public sealed class AuditFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("app.1.log app.2.log app.10.log app.log")]
    [InlineData("app-2026-01-09.log app-2026-01-10.1.log app-2026-01-10.2.log app-2026-01-10.log app-2026-01-11.log")]
    [InlineData("app-2026-01-09-07.log app-2026-01-09-23.1.log app-2026-01-09-23.log")]
    [InlineData("app.1 app.9 app.10 app")]
    [InlineData("my.app.1.json my.app.json")]
    [InlineData("app.1.log.gz app.2.log app.10.log.gz app.log")]
    [InlineData("2026-01-09.1.log 2026-01-09.log 2026-01-10.log")]
    public void TheOldestOfRolledFilesComesFirst(string names)
    {
        var expected = names.Split(' ');

        Assert.Equal(expected, AuditFiles.OldestFirst(expected.Reverse()));
        Assert.Equal(expected, AuditFiles.OldestFirst(expected.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("", "app.1.log app.2.log app.log")]
    [InlineData("app*.log", "app.1.log app.2.log app.log")]
    [InlineData("app.?.log", "app.1.log app.2.log")]
    [InlineData("app.log", "app.log")]
    public void AFolderAndAPatternStandForTheirFiles(string name, string expected)
    {
        Write("app.log", "app.2.log", "app.1.log", ".hidden");

        Assert.Equal(expected.Split(' '), Names(_folder.File(name)));
    }

    [Fact]
    public void FilesAreReadInTheOrderGiven()
    {
        Write("b.log", "a.log");

        Assert.Equal(["b.log", "-", "a.log"], Names(_folder.File("b.log"), "-", _folder.File("a.log")));
    }

    [Theory]
    [InlineData("none.log", "there is no file 'FOLDER/none.log'")]
    [InlineData("none*.log", "there is no file 'FOLDER/none*.log'")]
    [InlineData("none/a*.log", "there is no file 'FOLDER/none/a*.log'")]
    [InlineData("", "there is no file in 'FOLDER'")]
    public void WhatIsNotThereIsAnError(string name, string expected)
    {
        AuditFiles.Find([_folder.File(name)], out var error);

        Assert.Equal(expected, error.Replace(_folder.Path, "FOLDER", StringComparison.Ordinal));
    }

    [Fact]
    public void AFolderOfSeveralOutputsIsAnError()
    {
        Write("app-2026-01-09.log", "app-2026-01-10.1.log", "audit.log", "app.json");

        AuditFiles.Find([_folder.Path], out var error);

        Assert.Equal(
            $"'{_folder.Path}' has files of several outputs (app-*.log, app.json, audit.log): name those of one",
            error
        );
    }

    [Fact]
    public void StandardInputCannotBeReadTwice()
    {
        AuditFiles.Find(["-", "-"], out var error);

        Assert.Equal("standard input can be read only once", error);
    }

    private string[] Names(params string[] names)
    {
        var files = AuditFiles.Find(names, out var error);
        Assert.Empty(error);
        return [.. files.Select(file => Path.GetFileName(file))];
    }

    private void Write(params string[] names) => Assert.All(names, name => _folder.Write(name, ""));
}
