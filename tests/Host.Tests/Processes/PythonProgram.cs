using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Threading.Tasks;

namespace ActorLog.Host.Tests.Processes;

/// <summary>Runs Python programs that use nothing but the standard library.</summary>
internal static class PythonProgram
{
    private static readonly Lazy<string?> Interpreter = new(Find);

    public static bool IsInstalled => Interpreter.Value is not null;

    /// <summary>Starts <paramref name="source"/>; the caller reads its output and waits for it.</summary>
    public static Process Start(string source, bool redirectInput, params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter.Value!)
        {
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardInputEncoding = redirectInput ? new UTF8Encoding(false) : null,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(source);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs <paramref name="source"/> to its end and gives its standard output.</summary>
    public static async Task<string> Run(string source, params string[] arguments)
    {
        using var process = Start(source, redirectInput: false, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(await errors);
    }

    private static string? Find()
    {
        foreach (var name in new[] { "python3", "python" })
        {
            try
            {
                var start = new ProcessStartInfo(name, "-c \"import sys; sys.exit(sys.version_info[0] != 3)\"");
                using var process = Process.Start(start)!;
                process.WaitForExit();
                if (process.ExitCode == 0)
                {
                    return name;
                }
            }
            catch (Win32Exception)
            {
                // Not installed under this name.
            }
        }

        return null;
    }
}
