using System.IO;
using ActorLog.Hocon;

namespace ActorLog.Host.Commands;

/// <summary><c>actorlog hocon FILE</c>: any HOCON file, resolved with the environment.</summary>
internal static class HoconCommand
{
    public static int Run(string file, bool origins, TextWriter output, TextWriter error)
    {
        var parsed = HoconParser.ParseFile(file);
        var result = parsed.IsSuccess ? parsed.Config.TryResolve() : parsed;
        if (!result.IsSuccess)
        {
            error.WriteLine(string.Join("\n\n", result.Errors));
            return ExitCodes.Failed;
        }

        if (origins)
        {
            foreach (var entry in result.Config.Entries())
            {
                output.WriteLine($"{entry.Path} = {entry.Value}  # {entry.Value.Origin}");
            }
        }
        else
        {
            output.WriteLine(result.Config.ToJson());
        }

        return ExitCodes.Ok;
    }
}
