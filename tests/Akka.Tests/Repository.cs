using System;
using System.IO;

namespace ActorLog.AkkaNet.Tests;

/// <summary>Files of the repository. Not by <c>[CallerFilePath]</c>: in a CI build it is no path of this machine.</summary>
internal static class Repository
{
    public static string PathOf(string relative) => Path.Combine(Root(AppContext.BaseDirectory), relative);

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "ActorLog.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
