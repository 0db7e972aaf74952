using System.Linq;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Options;

/// <summary>Lists and blocks, which a configuration does not tell apart: the keys of a list are numbers.</summary>
internal static class Shapes
{
    /// <summary>
    /// A text that <c>--set</c> or a variable lays over a list hides nothing of it, and which of the two is the stronger is
    /// not to be seen: to take one would be to pass over the other.
    /// </summary>
    public const string TextOverList =
        "found a text over a list of another source; its items have keys of their own: 0, 1, ...";

    /// <summary>Whether there are items, and all by numbers.</summary>
    public static bool IsList(IConfigurationSection section)
    {
        var keys = section.GetChildren().Select(child => child.Key).ToArray();
        return keys.Length > 0 && keys.All(key => key.All(char.IsAsciiDigit));
    }

    /// <summary>What a section with children is called.</summary>
    public static string Name(IConfigurationSection section) => IsList(section) ? "a list" : "a block";
}
