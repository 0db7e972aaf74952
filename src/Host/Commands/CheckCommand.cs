using System.IO;
using System.Linq;

namespace ActorLog.Host.Commands;

/// <summary><c>actorlog check</c>.</summary>
internal static class CheckCommand
{
    public static int Run(HostArguments arguments, TextWriter output, TextWriter error)
    {
        if (HostLoading.Load(arguments, error) is not var (host, name))
        {
            return ExitCodes.Configuration;
        }

        var inputs = host.Inputs.Select(input => $"{input.Name} ({input.Type})");
        var sinks = host.Sinks.Select(sink => $"{sink.Key} ({sink.Value.Type})");
        output.WriteLine($"ok: {name}");
        output.WriteLine($"  in   {string.Join(", ", inputs)}");
        output.WriteLine($"  out  {string.Join(", ", sinks)}");
        return ExitCodes.Ok;
    }
}
