using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ActorLog.Tests.Sinks;

/// <summary>The python3 on the PATH, with nothing but its standard library.</summary>
internal static class Python
{
    private const string Prelude = """
        import json, sys
        question = json.loads(sys.stdin.readline())
        def answer(value):
            print(json.dumps(value), flush=True)
        """;

    private static readonly Lazy<bool> Installed = new(() =>
    {
        try
        {
            using var process = Start("pass");
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    public static bool IsInstalled => Installed.Value;

    /// <summary>Runs a script that has <c>question</c> and calls <c>answer</c> once.</summary>
    public static T Run<T>(string script, object? question = null)
    {
        using var process = Start(Prelude + Environment.NewLine + script);
        process.StandardInput.WriteLine(JsonSerializer.Serialize(question));
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return JsonSerializer.Deserialize<T>(answer)!;
    }

    /// <summary>Starts a script; its errors go to the output of the tests.</summary>
    public static Process Start(string script)
    {
        var start = new ProcessStartInfo("python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.ArgumentList.Add("-X");
        start.ArgumentList.Add("utf8");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        return Process.Start(start)!;
    }
}
