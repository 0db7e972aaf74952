using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Hocon;

namespace ActorLog.Host.Configuration;

/// <summary>Prints all errors of a configuration, in the order of their places.</summary>
internal static class ErrorReport
{
    public static void Write(TextWriter writer, string name, IEnumerable<HoconError> errors)
    {
        var sorted = errors
            .OrderBy(error => error.Origin?.Source)
            .ThenBy(error => error.Origin?.Line)
            .ThenBy(error => error.Origin?.Column)
            .ToArray();
        foreach (var error in sorted)
        {
            writer.WriteLine(error.ToString());
            writer.WriteLine();
        }

        writer.WriteLine($"{(sorted.Length == 1 ? "1 error" : $"{sorted.Length} errors")} in {name}");
    }
}
