using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;

namespace ActorLog.Host.Tests.Processes;

/// <summary>A real <c>actorlog</c> process, in a folder of its own.</summary>
public sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly List<(string Text, TaskCompletionSource<string> Found)> _awaited = [];
    private readonly Lock _gate = new();
    private readonly Task<string> _output;
    private readonly Task _reading;

    private HostProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _reading = ReadErrorsAsync();
    }

    /// <summary>Lines for its standard input; disposing it ends them.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>What it wrote to stderr so far.</summary>
    public string Errors
    {
        get
        {
            lock (_gate)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Starts it with pipes on all three streams.</summary>
    public static HostProcess Start(string folder, params string[] arguments) =>
        Run(folder, [.. HostProgram.Command, .. arguments]);

    /// <summary>Starts it with what a shell puts on its standard input.</summary>
    public static HostProcess StartRedirected(string folder, string redirection, params string[] arguments) =>
        Run(folder, ["sh", "-c", $"exec {Shell} {string.Join(' ', arguments)} {redirection}"]);

    /// <summary>Starts it by a shell that has done something first, such as to set a limit.</summary>
    public static HostProcess StartAfter(string folder, string command, params string[] arguments) =>
        Run(folder, ["sh", "-c", $"{command}; exec {Shell} {string.Join(' ', arguments)}"]);

    /// <summary>Where its HTTP input listens, as its banner says.</summary>
    public async Task<Uri> AddressAsync()
    {
        var line = await ErrorLineAsync("  in   ");
        return new Uri(Regex.Match(line, "http://[^/]+/").Value);
    }

    /// <summary>The first line on stderr with <paramref name="text"/> in it, now or later.</summary>
    public Task<string> ErrorLineAsync(string text)
    {
        lock (_gate)
        {
            var known = _errors
                .ToString()
                .Split('\n')
                .FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
            if (known is not null)
            {
                return Task.FromResult(known);
            }

            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, found));
            return found.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Sends a signal: TERM, INT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code and what it wrote to stdout.</returns>
    public async Task<(int Code, string Output)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _reading;
        return (_process.ExitCode, await _output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static string Shell => string.Join(' ', HostProgram.Command.Select(word => $"'{word}'"));

    private static HostProcess Run(string folder, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        return new HostProcess(Process.Start(start)!);
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                _errors.Append(line).Append('\n');
                _awaited
                    .FindAll(awaited => line.Contains(awaited.Text, StringComparison.Ordinal))
                    .ForEach(awaited => awaited.Found.TrySetResult(line));
            }
        }

        lock (_gate)
        {
            _awaited.ForEach(awaited =>
                awaited.Found.TrySetException(
                    new InvalidOperationException($"«{awaited.Text}» did not come:\n{_errors}")
                )
            );
        }
    }
}
