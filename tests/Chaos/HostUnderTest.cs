using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;

namespace ActorLog.Chaos;

/// <summary>A real <c>actorlog run</c> process that is killed sooner or later.</summary>
public sealed class HostUnderTest : IDisposable
{
    private const int KeptLines = 100;

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<Uri?> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private HostUnderTest(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadErrorsAsync(), process.StandardOutput.BaseStream.CopyToAsync(Stream.Null));
    }

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Where it listens, once it does; <see langword="null"/> when it ended before.</summary>
    public Task<Uri?> AddressAsync => _address.Task;

    /// <summary>The last lines that it wrote to stderr.</summary>
    public string Errors
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="folder">Its working directory.</param>
    /// <param name="configuration">Its configuration file.</param>
    public static HostUnderTest Start(string folder, string configuration)
    {
        var command = HostProgram.Command;
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), "run", "-c", configuration])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new HostUnderTest(Process.Start(start)!);
    }

    /// <summary>Ends it as the power would, as far as a process can: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
    }

    /// <summary>Asks it to end: SIGTERM.</summary>
    /// <returns>The exit code; <see langword="null"/> when it did not end in time.</returns>
    public async Task<int?> EndAsync(TimeSpan limit, TimeProvider clock)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(limit, clock);
            await _reading;
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (
                line.StartsWith("  in   ", StringComparison.Ordinal)
                && Regex.Match(line, "http://[^/]+/") is { Success: true } url
            )
            {
                _address.TrySetResult(new Uri(url.Value));
            }

            lock (_gate)
            {
                _lines.Enqueue(line);
                if (_lines.Count > KeptLines)
                {
                    _lines.Dequeue();
                }
            }
        }

        _address.TrySetResult(null);
    }
}
