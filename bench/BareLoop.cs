using System;
using System.Globalization;
using System.IO;
using System.Text.Unicode;

namespace ActorLog.Bench;

/// <summary>The least that the work can cost: format the line with its time, write blocks of 64 KB, one thread, nothing else.</summary>
internal static class BareLoop
{
    private const int Block = 64 * 1024;

    public static BenchRow Run(string path, int events)
    {
        var measurement = new Measurement(events);
        using (var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            var buffer = new byte[Block + 1024];
            var used = 0;
            for (var i = 0; i < events; i++)
            {
                var now = TimeProvider.System.GetLocalNow();
                Utf8.TryWrite(
                    buffer.AsSpan(used),
                    CultureInfo.InvariantCulture,
                    $"[{now:yyyy-MM-dd HH:mm:ss}] [{"Information"}] {"Bench.Category"} user {i} did {"checkout"} in {12.5} ms\n",
                    out var written
                );
                used += written;
                if (used >= Block)
                {
                    file.Write(buffer, 0, used);
                    used = 0;
                }
            }

            file.Write(buffer, 0, used);
        }

        return measurement.End("bare-loop");
    }
}
