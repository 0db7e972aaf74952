using System;
using System.Buffers.Text;
using System.IO;

namespace ActorLog.Bench;

/// <summary>
/// The working set of this process, read without garbage where there is a <c>/proc</c>: looked at once a second for ten minutes,
/// what <see cref="System.Diagnostics.Process"/> makes for an answer is itself the growth that one sees.
/// </summary>
internal static class ResidentMemory
{
    private const string Path = "/proc/self/statm";

    public static long Bytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Environment.WorkingSet;
        }

        // "size resident shared ...", in pages.
        Span<byte> text = stackalloc byte[128];
        using var file = File.OpenHandle(Path);
        text = text[..RandomAccess.Read(file, text, fileOffset: 0)];
        text = text[(text.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(text, out long pages, out _)
            ? pages * Environment.SystemPageSize
            : throw new InvalidDataException($"{Path} does not begin with two numbers.");
    }
}
