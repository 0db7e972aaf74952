using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Processes;

public sealed class HostProcessTests : IDisposable
{
    private const string Anywhere = "127.0.0.1:0";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task TheDefaultTakesLinesByHttpAndByPipeAndEndsAtATerm()
    {
        using var host = HostProcess.Start(_folder.Path, "--listen", Anywhere);
        var address = await host.AddressAsync();
        await host.Input.WriteLineAsync("是风和日丽的");
        host.Input.Close();
        using var client = new HttpClient();
        var response = await client.PostAsync(new Uri(address, "ingest"), new StringContent("今天天气不错"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await IsInTheFileAsync("是风和日丽的");

        await host.SignalAsync("TERM");
        var (code, output) = await host.EndAsync();

        Assert.Equal(0, code);
        var lines = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line[(line.IndexOf(']') + 2)..]);
        Assert.Equal(["[Information] http 今天天气不错", "[Information] stdin 是风和日丽的"], lines.Order());
        var file = Assert.Single(Directory.GetFiles(_folder.File("logs")));
        Assert.Equal(output, await File.ReadAllTextAsync(file));
        Assert.Contains($"  try  curl -d 'hello' {address}ingest\n", host.Errors, StringComparison.Ordinal);
        Assert.Contains("draining", host.Errors, StringComparison.Ordinal);
        Assert.Contains(
            "  file: accepted 2 = delivered 2 + filtered 0 + dropped 0",
            host.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task WithStandardInputAloneItsEndIsTheEnd()
    {
        var config = _folder.Write(
            "lines.conf",
            """
            actorlog {
              inputs { lines { type = stdin } }
              sinks { file { type = file, path = "out.log", format = "{Message}{NewLine}", queue.when-full = wait } }
            }
            """
        );
        using var host = HostProcess.Start(_folder.Path, "run", "-c", config);
        var lines = Enumerable.Range(0, 20_000).Select(n => $"今天天气不错 {n}").ToArray();

        await host.Input.WriteAsync(string.Join('\n', lines));
        host.Input.Close();
        var (code, output) = await host.EndAsync();

        Assert.Equal((0, ""), (code, output));
        Assert.Equal(lines, await File.ReadAllLinesAsync(_folder.File("out.log")));
    }

    [Fact]
    public async Task WhatCouldNotBeDeliveredIsTheExitCode()
    {
        await using var nobody = FaultServer.Start();
        nobody.Stop();
        using var host = HostProcess.Start(_folder.Path, "run", "-c", Sends(nobody.Url("/"), "1s"));

        await host.Input.WriteLineAsync("lost");
        host.Input.Close();

        Assert.Equal(75, (await host.EndAsync()).Code);
        Assert.Contains("  http: accepted 1 = delivered 0", host.Errors, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task ItEndsWhenTheReaderOfItsOnlySinkHasGone()
    {
        var config = _folder.Write(
            "console.conf",
            "actorlog { inputs { lines { type = stdin } }, sinks { console { type = console } } }"
        );
        using var host = HostProcess.StartRedirected(_folder.Path, "| head -1", "run", "-c", config);
        await host.Input.WriteLineAsync("first");
        await host.ErrorLineAsync("  end  ");

        // The input stays open. Sooner or later a line finds nobody who would read it.
        await Eventually.HoldsAsync(() => IsOver(() => host.Input.WriteLine("next")), "the host has ended");
        await host.EndAsync();

        Assert.Contains("the reader of stdout has gone", host.Errors, StringComparison.Ordinal);
        Assert.Contains("every sink has stopped", host.Errors, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    public async Task WhereItCannotSayAnythingItDeliversAllTheSame(string redirection)
    {
        var config = _folder.Write(
            "mute.conf",
            """
            actorlog {
              inputs { lines { type = stdin } }
              sinks { console { type = console, format = "{Message}{NewLine}" } }
            }
            """
        );
        using var host = HostProcess.StartRedirected(_folder.Path, redirection, "run", "-c", config);

        await host.Input.WriteLineAsync("今天天气不错");
        host.Input.Close();

        Assert.Equal((0, "今天天气不错\n"), await host.EndAsync());
    }

    [UnixFact]
    public async Task TheSecondSignalEndsItAtOnce()
    {
        await using var nobody = FaultServer.Start();
        nobody.Stop();
        using var host = HostProcess.Start(_folder.Path, "run", "-c", Sends(nobody.Url("/"), "1h"));
        await host.Input.WriteLineAsync("lost");
        await host.ErrorLineAsync("sink 'http'");

        await host.SignalAsync("INT");
        await host.ErrorLineAsync("draining 1 event... (Ctrl+C again to stop now)");
        await host.SignalAsync("INT");

        Assert.Equal(75, (await host.EndAsync()).Code);

        Assert.Contains("  http: accepted 1 = delivered 0", host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATakenPortIsASentenceAndNoStack()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var host = HostProcess.Start(_folder.Path, "run", "--listen", taken.LocalEndpoint.ToString()!);

        var (code, output) = await host.EndAsync();

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(
            $"actorlog: cannot listen on {taken.LocalEndpoint} (input 'http'): ",
            host.Errors,
            StringComparison.Ordinal
        );
        Assert.Single(host.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task AFolderThatCannotBeUsedIsASentenceWithThePathAndWhatToDo()
    {
        var file = _folder.Write("file", "");
        using var host = HostProcess.Start(
            _folder.Path,
            "--listen",
            Anywhere,
            "--set",
            "journal.enabled=on",
            "--set",
            "journal.path=file",
            "--set",
            "sinks.file.durable=on"
        );

        var (code, output) = await host.EndAsync();

        Assert.Equal((1, ""), (code, output));
        var line = Assert.Single(host.Errors.TrimEnd().Split('\n'));
        Assert.StartsWith(
            "actorlog: the journal or the dead letters cannot be opened: ",
            line,
            StringComparison.Ordinal
        );
        Assert.Contains(Path.GetFileName(file), line, StringComparison.Ordinal);
        Assert.EndsWith(
            "Give this user the right to write there, or set journal.path and dead-letters.path.",
            line,
            StringComparison.Ordinal
        );
    }

    [UnixTheory]
    [InlineData("</dev/null", false)]
    [InlineData("<&-", false)]
    [InlineData("<lines.txt", true)]
    [InlineData("<empty.txt", false)]
    public async Task StandardInputIsAnInputOnlyWithSomethingBehindIt(string redirection, bool isInput)
    {
        _folder.Write("lines.txt", "line\n");
        _folder.Write("empty.txt", "");
        using var host = HostProcess.StartRedirected(_folder.Path, redirection, "--listen", Anywhere);
        await host.ErrorLineAsync("  end  ");
        if (isInput)
        {
            await IsInTheFileAsync("line");
        }

        await host.SignalAsync("TERM");

        Assert.Equal(0, (await host.EndAsync()).Code);
        Assert.Equal(isInput, host.Errors.Contains("  in   stdin ", StringComparison.Ordinal));
        Assert.Contains($"  file: accepted {(isInput ? 1 : 0)} ", host.Errors, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task AnInputThatCouldNotBeReadToItsEndIsNoSuccess()
    {
        // A file of Linux that can be opened and not read: the speed of a network that is none.
        const string Unreadable = "/sys/class/net/lo/speed";
        if (!File.Exists(Unreadable))
        {
            return;
        }

        var config = _folder.Write(
            "lines.conf",
            "actorlog { inputs { lines { type = stdin } }, sinks { console { type = console } } }"
        );
        using var host = HostProcess.StartRedirected(_folder.Path, $"<{Unreadable}", "-c", config);

        Assert.Equal(1, (await host.EndAsync()).Code);
        Assert.Contains("actorlog: input 'lines': reading ended: ", host.Errors, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task AFolderIsNoStandardInput()
    {
        using var host = HostProcess.StartRedirected(_folder.Path, "<.", "--listen", Anywhere);

        Assert.Equal(1, (await host.EndAsync()).Code);
        Assert.Contains("actorlog: standard input is a folder; name a file in it", host.Errors);
    }

    [Fact]
    public async Task NothingIsReadFromTheWorkingDirectory()
    {
        _folder.Write("actorlog.conf", "broken {");
        _folder.Write("default.conf", "broken {");
        _folder.Write("appsettings.json", "broken");
        using var host = HostProcess.Start(_folder.Path, "check");

        Assert.Equal(0, (await host.EndAsync()).Code);
    }

    [Fact]
    public async Task TheDemoShowsEveryFailureAndLosesNothing()
    {
        using var host = HostProcess.Start(_folder.Path, "demo");
        host.Input.Close();

        var (code, output) = await host.EndAsync();

        Assert.True(code == 0, host.Errors);
        Assert.Contains("[INFO] 今天天气不错 #1\n", output, StringComparison.Ordinal);
        Assert.Contains("[INFO] 是风和日丽的 #2\n", output, StringComparison.Ordinal);
        foreach (var told in new[] { "HTTP 503", "no answer within", "Connection refused", "http: ", "file: " })
        {
            Assert.Contains(told, host.Errors, StringComparison.Ordinal);
        }
    }

    /// <summary>Whether nobody can read any more what is written: the process may end between two looks at what it has said.</summary>
    private static bool IsOver(Action write)
    {
        try
        {
            write();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>What stands in a pipe a second after a TERM is not read any more, so the line has to come first.</summary>
    private Task IsInTheFileAsync(string text) =>
        Eventually.HoldsAsync(
            () => Directory.GetFiles(_folder.Path, "*.log", SearchOption.AllDirectories).Any(Has(text)),
            $"«{text}» is in the file"
        );

    private static Func<string, bool> Has(string text) =>
        file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal);

    private string Sends(string url, string shutdownTimeout) =>
        _folder.Write(
            "sends.conf",
            $$"""
            actorlog {
              shutdown-timeout = {{shutdownTimeout}}
              inputs { lines { type = stdin } }
              sinks { http { type = http, url = "{{url}}", retry.min-backoff = 50ms } }
            }
            """
        );
}
