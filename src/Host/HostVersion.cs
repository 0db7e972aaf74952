using System.Reflection;

namespace ActorLog.Host;

/// <summary>The version of the program, as people say it.</summary>
internal static class HostVersion
{
    /// <summary>The version without the commit.</summary>
    public static string Text { get; } =
        typeof(HostVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "";
}
