using System.IO;

namespace ActorLog.Host.Configuration;

/// <summary>The texts that the program carries inside.</summary>
internal static class EmbeddedText
{
    /// <summary>Reads one of the files of <c>hocon/</c>.</summary>
    public static string Read(string name)
    {
        using var stream =
            typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException("The program was built without this resource.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
