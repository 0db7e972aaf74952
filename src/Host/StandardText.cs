using System;
using System.IO;
using System.Text;

namespace ActorLog.Host;

/// <summary>Text on the standard streams: in UTF-8 for programs and files, in the code page of a terminal for people.</summary>
/// <remarks>.NET writes in the code page in any case. That of Windows is seldom UTF-8, and what it lacks becomes a question mark.</remarks>
internal static class StandardText
{
    /// <summary>Standard output.</summary>
    public static TextWriter Output => Over(Console.Out, Console.IsOutputRedirected, Console.OpenStandardOutput);

    /// <summary>Standard error.</summary>
    public static TextWriter Error => Over(Console.Error, Console.IsErrorRedirected, Console.OpenStandardError);

    /// <summary>The console's writer, or one that writes UTF-8.</summary>
    /// <param name="console">What .NET has for the stream.</param>
    /// <param name="isRedirected">Whether it is no terminal.</param>
    /// <param name="open">Opens it for bytes.</param>
    public static TextWriter Over(TextWriter console, bool isRedirected, Func<Stream> open) =>
        isRedirected && console.Encoding.CodePage != Encoding.UTF8.CodePage
            ? TextWriter.Synchronized(new StreamWriter(open(), new UTF8Encoding(false)) { AutoFlush = true })
            : console;
}
