using System;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Host.Commands;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("chek")]
    [InlineData("run --nope")]
    [InlineData("check -c")]
    [InlineData("check --set sinks")]
    [InlineData("check --set")]
    [InlineData("dlq list --set")]
    [InlineData("verify a.log --pattern")]
    [InlineData("journal export a --format")]
    [InlineData("verify a.log --no-repeat")]
    [InlineData("journal inspect --jsn")]
    [InlineData("hocon --origins --bogus")]
    [InlineData("hocon ")]
    [InlineData("journal inspect ")]
    [InlineData("dlq show ")]
    public async Task BadUsageIsToldOnStderrAndEndsWith2(string arguments)
    {
        Assert.Equal(2, await Run(arguments.Split(' ')));
        Assert.Empty(_output.ToString());
        Assert.EndsWith("try: actorlog --help\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileWithoutANameIsBadUsage()
    {
        Assert.Equal(2, await Run("check", "-c", ""));
    }

    [Fact]
    public async Task AConfigurationWithoutItsOptionIsToldHowItIsNamed()
    {
        var file = _folder.Write("a.conf", "");

        Assert.Equal(2, await Run("check", file));
        Assert.Contains($"a configuration is named with -c: -c {file}\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMistypedCommandIsGuessed()
    {
        await Run("chek");

        Assert.Contains("Did you mean", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("check", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpListsTheExitCodes()
    {
        Assert.Equal(0, await Run("--help"));
        Assert.Contains("75 stopped with undelivered events", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheEmbeddedDefaultIsRight()
    {
        Assert.Equal(0, await Run("check"));
        Assert.Equal(
            "ok: embedded default\n  in   http (http), stdin (stdin)\n  out  console (console), file (file)\n",
            _output.ToString()
        );
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task AHostWhoseSinksAreAllSwitchedOffIsAnError()
    {
        var file = _folder.Write(
            "off.conf",
            "actorlog { inputs { a { type = stdin } }, sinks { out { type = console, enabled = off } } }"
        );

        Assert.Equal(78, await Run("check", "-c", file));
        Assert.Contains(
            "off.conf:1:43: error: actorlog.sinks: every sink is switched off: there is nowhere to deliver to",
            _error.ToString()
        );
    }

    [Theory]
    [InlineData("check")]
    [InlineData("run")]
    public async Task EveryErrorIsToldAtOnceWithItsPlace(string command)
    {
        var file = _folder.Write(
            "wrong.conf",
            """
            actorlog {
              min-levl = debug
              inputs {
                http { type = http, listen = "nowhere" }
                tcp { type = tpc }
                lines { format = plain }
              }
              sinks {
                file { type = file, path = "a.log", timeout = soon }
                http { type = http, method = PUT }
              }
            }
            """
        );

        Assert.Equal(78, await Run(command, "-c", file));
        Assert.Empty(_output.ToString());
        Assert.Equal(
            """
            FILE:2:3: error: actorlog.min-levl: unknown key 'min-levl', expected one of: dead-letters, default-sink, drop-report-interval, include-scopes, inputs, journal, levels, min-level, queue, self-log, shutdown-timeout, sinks
              |
            2 |   min-levl = debug
              |   ^^^^^^^^ did you mean 'min-level'?

            FILE:4:34: error: actorlog.inputs.http.listen: expected an address and a port such as 127.0.0.1:1987, [::1]:1987 or *:1987; found 'nowhere'
              |
            4 |     http { type = http, listen = "nowhere" }
              |                                  ^^^^^^^^^

            FILE:5:18: error: actorlog.inputs.tcp.type: expected one of: http, stdin; found 'tpc'
              |
            5 |     tcp { type = tpc }
              |                  ^^^

            FILE:6:5: error: actorlog.inputs.lines.type: the type of the input is missing, expected one of: http, stdin
              |
            6 |     lines { format = plain }
              |     ^^^^^

            FILE:9:51: error: actorlog.sinks.file.timeout: expected a duration such as 200ms, 10s or 5m, found 'soon'
              |
            9 |     file { type = file, path = "a.log", timeout = soon }
              |                                                   ^^^^

            FILE:10:5: error: actorlog.sinks.http.url: is required: where to send events to, such as http://127.0.0.1:1987/api/log/get
               |
            10 |     http { type = http, method = PUT }
               |     ^^^^

            FILE:10:34: error: actorlog.sinks.http.method: method must be GET or POST
               |
            10 |     http { type = http, method = PUT }
               |                                  ^^^

            7 errors in FILE

            """,
            _error.ToString().Replace(file, "FILE", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("", "FILE:1:1: error: actorlog: there is no actorlog { } block with anything in it")]
    [InlineData("a { b = 1 }", "FILE:1:1: error: actorlog: there is no actorlog { } block with anything in it")]
    [InlineData("actorlog { sinks = 5 }", "FILE:1:20: error: actorlog.sinks: expected a block { }, found a value")]
    [InlineData(
        "actorlog { sinks { type = console } }",
        "FILE:1:27: error: actorlog.sinks.type: expected a block such as console { type = console }, found a value"
    )]
    [InlineData(
        "actorlog { inputs { type = http }, sinks { a { type = console } } }",
        "FILE:1:28: error: actorlog.inputs.type: expected a block such as http { type = http }, found a value"
    )]
    [InlineData(
        "actorlog { default-sink = 5 }",
        "FILE:1:27: error: actorlog.default-sink: expected a block { }, found a value"
    )]
    [InlineData(
        "actorlog { levels = debug }",
        "FILE:1:21: error: actorlog.levels: expected a block { }, found a value"
    )]
    [InlineData(
        "actorlog { sinks { a { typ = console } } }",
        "FILE:1:24: error: actorlog.sinks.a.typ: unknown key 'typ': the type of the sink is missing, expected one of: "
            + "console, file, http\n  |\n1 | actorlog { sinks { a { typ = console } } }\n"
            + "  |                        ^^^ did you mean 'type'?\n"
    )]
    [InlineData(
        "actorlog { inputs { a { tpye = http } } }",
        "FILE:1:25: error: actorlog.inputs.a.tpye: unknown key 'tpye': the type of the input is missing, expected one of: "
    )]
    [InlineData(
        "actorlog { inputs { i { type = stdin } }, sinks { a { type = [console] } } }",
        "FILE:1:55: error: actorlog.sinks.a.type: expected a value, found a list\n  |\n"
            + "1 | actorlog { inputs { i { type = stdin } }, sinks { a { type = [console] } } }\n"
            + "  |                                                       ^^^^\n\n1 error in "
    )]
    [InlineData("actorlog { min-level = ${PATH} }", "FILE:1:12: error: actorlog.min-level: expected one of: trace")]
    public async Task EveryErrorHasAPlaceInTheFile(string text, string error)
    {
        var file = _folder.Write("wrong.conf", text);

        Assert.Equal(78, await Run("check", "-c", file));
        Assert.Contains(
            error.Replace("FILE", file, StringComparison.Ordinal),
            _error.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""http { type = http, url = "http://x/", auth { scheme = digest, token = s3cr3t } }""")]
    [InlineData("""http { type = http, url = "http://ann:s3cr3t@x/" }""")]
    [InlineData("""http { type = http, url = "http://x/", auth = s3cr3t }""")]
    [InlineData("""http { type = http, url = "http://x/", proxy = "http://ann:s3cr3t@x/" }""")]
    public async Task NoErrorTellsASecret(string sink)
    {
        var file = _folder.Write("wrong.conf", $"actorlog {{ inputs.in.type = stdin, sinks {{ {sink} }} }}");

        Assert.Equal(78, await Run("check", "-c", file));
        Assert.DoesNotContain("s3cr3t", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingFileEndsWith78()
    {
        Assert.Equal(78, await Run("run", "-c", _folder.File("missing.conf")));
        Assert.StartsWith("error: the file '", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("missing.conf' does not exist", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNoHoconEndsWith78()
    {
        var file = _folder.Write("broken.conf", "actorlog { sinks { \n");

        Assert.Equal(78, await Run("check", "-c", file));
        Assert.Contains("broken.conf:", _error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($" in {file}\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "error: actorlog: there is no actorlog { } block with anything in it")]
    [InlineData("actorlog { }", "there is no actorlog { } block with anything in it")]
    [InlineData("actorlog { min-level = debug }", "there is no input; expected a block such as inputs { http {")]
    [InlineData("actorlog { inputs { a { type = http, enabled = off } } }", "there is no input;")]
    [InlineData("actorlog { inputs { a { type = stdin }, b { type = stdin } } }", "standard input can be read by one")]
    [InlineData("actorlog { inputs { a { type = stdin, listen = 1 } } }", "unknown key 'listen'")]
    [InlineData("actorlog { inputs { a { type = http, max-body = 1 } } }", "a.max-body: must be 1 KiB to 1 GiB")]
    public async Task WhatAHostNeedsIsChecked(string text, string error)
    {
        Assert.Equal(78, await Run("check", "-c", _folder.Write("host.conf", text)));
        Assert.Contains(error, _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyCanBeSetOnTheCommandLine()
    {
        Assert.Equal(0, await Run("check", "--set", "sinks.extra.type=console", "--listen", "127.0.0.1:0"));
        Assert.Contains(
            "console (console), extra (console), file (file)",
            _output.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task OfAKeyThatIsSetTwiceTheLastCounts()
    {
        Assert.Equal(0, await Run("check", "--set", "sinks.file.fsync=always", "--set", "sinks.File.fsync=off"));
    }

    [Fact]
    public async Task AnErrorInTheEmbeddedTextIsSaidToBeThere()
    {
        Assert.Equal(78, await Run("check", "--set", "sinks.console.enabled=off", "--set", "sinks.file.enabled=off"));
        Assert.StartsWith("embedded default:", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify --no-repeat a.log", "there is no option '--no-repeat'\n")]
    [InlineData("verify -- --no-repeat", "there is no file '--no-repeat'\n")]
    [InlineData("journal inspect ", "DIR is empty\n")]
    [InlineData("journal export a --from b --to 3", "--from expects a position, as inspect shows them, found 'b'\n")]
    public async Task AMistypedArgumentIsNamed(string arguments, string error)
    {
        Assert.Equal(2, await Run(arguments.Split(' ')));
        Assert.StartsWith(error, _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorOfTheCommandLineIsSaidToBeThere()
    {
        Assert.Equal(78, await Run("check", "--set", "sinks.file.fsync=always"));
        Assert.Equal(
            """
            error: actorlog.sinks.file.fsync: expected one of: off, batch, interval; found 'always'
             = given on the command line

            1 error in embedded default

            """,
            _error.ToString()
        );
    }

    [Theory]
    [InlineData("foo.bar=1", "error: actorlog.foo: unknown key 'foo', expected one of: ")]
    [InlineData("sinks.extra.url=x", "error: actorlog.sinks.extra")]
    [InlineData("sinks.console=off", "error: actorlog.sinks.console: expected a block such as ")]
    public async Task ABlockOfTheCommandLineIsNotSoughtInTheFile(string set, string error)
    {
        Assert.Equal(78, await Run("check", "--set", set));
        Assert.StartsWith(error, _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("given on the command line\n", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("text:", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderIsNoConfiguration()
    {
        Assert.Equal(78, await Run("check", "-c", _folder.Path));
        Assert.StartsWith($"error: '{_folder.Path}' is a folder\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoInputsCannotHaveOneAddress()
    {
        var file = _folder.Write(
            "twice.conf",
            """
            actorlog {
              inputs {
                a { type = http, listen = "*:31900" }
                b { type = http, listen = "localhost:31900" }
              }
            }
            """
        );

        Assert.Equal(78, await Run("check", "-c", file));
        Assert.StartsWith(
            $"{file}:4:31: error: actorlog.inputs.b.listen: input 'a' listens on [::]:31900 already: "
                + "one address is for one input\n",
            _error.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("stdin", "16 MiB", "true", 78)]
    [InlineData("http", "16 MiB", "true", 78)]
    [InlineData("http", "15 MiB", "true", 0)]
    [InlineData("http", "16 MiB", "false", 0)]
    public async Task NoLineIsLongerThanWhatTheJournalKeeps(string input, string maxLine, string durable, int exitCode)
    {
        var file = _folder.Write(
            "long.conf",
            $$"""
            actorlog {
              journal { enabled = true }
              inputs { in { type = {{input}}, max-line = {{maxLine}} } }
              sinks { out { type = console, durable = {{durable}} } }
            }
            """
        );

        Assert.Equal(exitCode, await Run("check", "-c", file));
        Assert.Equal(
            exitCode != 0,
            _error
                .ToString()
                .Contains(
                    "actorlog.inputs.in.max-line: must be 15 MiB at the most where a sink is durable, as 'out' is",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task OneAddressIsForOneInput()
    {
        var file = _folder.Write("lines.conf", "actorlog { inputs { a { type = stdin } } }");

        Assert.Equal(78, await Run("check", "-c", file, "--listen", "127.0.0.1:0"));
        Assert.Contains(
            "--listen needs a configuration with one input of type http, this one has 0",
            _error.ToString(),
            StringComparison.Ordinal
        );
    }

    private Task<int> Run(params string[] arguments) => CommandLine.RunAsync(arguments, _output, _error);
}
