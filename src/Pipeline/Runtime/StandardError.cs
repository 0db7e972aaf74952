using System;
using System.IO;
using System.Text;

namespace ActorLog.Runtime;

/// <summary>Standard error as text: in UTF-8 for programs and files, as a console sink's lines are that go there.</summary>
/// <remarks>.NET's own writer has the code page of the console, on Windows even where there is no console.</remarks>
internal static class StandardError
{
    private static readonly Lazy<TextWriter> Utf8 = new(static () =>
        TextWriter.Synchronized(
            new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true }
        )
    );

    /// <summary>Where lines for the operator go. A writer that the program has put in the place of .NET's is left to it.</summary>
    public static TextWriter Writer =>
        IsInCodePage(Console.Error.Encoding, Console.IsErrorRedirected, static () => Console.OutputEncoding)
            ? Utf8.Value
            : Console.Error;

    /// <summary>Whether a writer is .NET's own, and would write to a file or a pipe in a code page.</summary>
    /// <param name="writer">The writer's encoding.</param>
    /// <param name="isRedirected">Whether the stream is no terminal.</param>
    /// <param name="console">The encoding of the console, and so of .NET's own writer.</param>
    public static bool IsInCodePage(Encoding writer, bool isRedirected, Func<Encoding> console) =>
        isRedirected && writer.CodePage != Encoding.UTF8.CodePage && writer.CodePage == console().CodePage;
}
