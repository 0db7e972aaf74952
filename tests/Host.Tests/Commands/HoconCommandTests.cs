using System;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Host.Commands;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Commands;

public sealed class HoconCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task AFileIsPrintedAsJson()
    {
        Assert.Equal(0, await Run("a = 1, b { c = ${a}, d = on }"));

        Assert.Equal("{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 1,\n    \"d\": \"on\"\n  }\n}\n", _output.ToString());
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task OriginsTellWhereEachValueComesFrom()
    {
        Assert.Equal(0, await Run("a = 1\nb { c = ${a} }", "--origins"));

        var file = _folder.File("a.conf");
        Assert.Equal($"a = 1  # {file}:1:5\nb.c = 1  # {file}:1:5\n", _output.ToString());
    }

    [Fact]
    public async Task ErrorsArePrintedForPeopleAndEndWithOne()
    {
        Assert.Equal(1, await Run("a = [\n"));

        Assert.Empty(_output.ToString());
        Assert.Contains("a.conf:1:5: error: this '[' is never closed", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderIsSaidToBeOne()
    {
        Assert.Equal(1, await CommandLine.RunAsync(["hocon", _folder.Path], _output, _error));

        Assert.Equal($"error: the file '{_folder.Path}' cannot be read\n = it is a folder\n", _error.ToString());
    }

    private Task<int> Run(string text, params string[] options)
    {
        var file = _folder.Write("a.conf", text);
        return CommandLine.RunAsync(["hocon", file, .. options], _output, _error);
    }
}
