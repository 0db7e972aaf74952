using System.IO;
using ActorLog.Hocon;
using ActorLog.Host.Configuration;

namespace ActorLog.Host.Commands;

/// <summary>What <c>run</c> and <c>check</c> have in common: a configuration that is right, or every error told.</summary>
internal static class HostLoading
{
    /// <summary>Loads and checks the configuration.</summary>
    /// <returns>The host, or <see langword="null"/> when the errors have been told.</returns>
    public static (HostComposition Host, string Name)? Load(HostArguments arguments, TextWriter error)
    {
        try
        {
            var configuration = HostConfiguration.Load(arguments.Config, arguments.Overrides, arguments.Listen);
            var host = HostComposition.Of(configuration);
            if (host.Errors.Count == 0)
            {
                return (host, configuration.Name);
            }

            ErrorReport.Write(error, configuration.Name, host.Errors);
        }
        catch (HoconException failure)
        {
            ErrorReport.Write(error, arguments.Config ?? "the command line", failure.Errors);
        }

        return null;
    }
}
