using System.IO;
using System.Threading.Tasks;
using ActorLog.Host.Running;

namespace ActorLog.Host.Commands;

/// <summary><c>actorlog run</c>.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(HostArguments arguments, TextWriter error)
    {
        using var signals = new StopSignals();
        return HostLoading.Load(arguments, error) is { } loaded
            ? await new HostRun(loaded.Host, loaded.Host.Inputs, signals, error)
                .RunAsync(loaded.Name)
                .ConfigureAwait(false)
            : ExitCodes.Configuration;
    }
}
