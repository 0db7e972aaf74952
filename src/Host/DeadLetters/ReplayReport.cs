using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Journal;

namespace ActorLog.Host.DeadLetters;

/// <summary>Says what a replay did, or would do.</summary>
internal static class ReplayReport
{
    /// <summary>Writes what became of the letters.</summary>
    public static void Write(IReadOnlyList<DeadLetterReplayResult> results, TextWriter output)
    {
        foreach (var result in results)
        {
            var reason = result.Reason is null ? "" : $" ({OneLine.Of(result.Reason)})";
            output.WriteLine(
                $"{Way(result.Sink, result.Target)}: delivered {result.Delivered}, rejected again {result.Rejected.Count}, "
                    + $"left {result.Left}{reason}"
            );
            foreach (var letter in result.Rejected)
            {
                output.WriteLine($"  {letter.Id}: {OneLine.Of(letter.Failure.Reason)}");
            }
        }

        if (results.Count == 0)
        {
            output.WriteLine("no dead letters to replay");
        }
    }

    /// <summary>Writes what would be sent.</summary>
    public static void WritePlan(IEnumerable<DeadLetter> letters, string? to, TextWriter output)
    {
        var none = true;
        foreach (var sink in letters.GroupBy(letter => letter.Sink, letter => letter.Id))
        {
            none = false;
            var ids = sink.ToArray();
            output.WriteLine($"{Way(sink.Key, to ?? sink.Key)}: {ids.Length} to send: {Range(ids)}");
        }

        if (none)
        {
            output.WriteLine("no dead letters to replay");
        }
    }

    private static string Range(string[] ids) =>
        ids.Length <= 20 ? string.Join(", ", ids) : $"{string.Join(", ", ids[..18])}, … {ids[^1]}";

    private static string Way(string sink, string target) =>
        sink == target ? OneLine.Of(sink) : $"{OneLine.Of(sink)} -> {OneLine.Of(target)}";
}
