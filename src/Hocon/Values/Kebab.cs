using System;
using System.Text;

namespace ActorLog.Hocon.Values;

/// <summary>Names of properties and keys of files: <c>MinBackoff</c> and <c>min-backoff</c>.</summary>
internal static class Kebab
{
    /// <summary><c>MinBackoff</c> as <c>min-backoff</c>.</summary>
    public static string FromPascal(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var starts =
                i > 0
                && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            text.Append(starts ? "-" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>
    /// Whether a property's name means a key: the same letters, with a capital letter or a digit wherever the key
    /// begins a new word. So <c>HTTPMethod</c> means <c>http-method</c>, and <c>mysink</c> does not mean <c>my-sink</c>.
    /// </summary>
    public static bool Means(ReadOnlySpan<char> name, ReadOnlySpan<char> key)
    {
        var at = 0;
        var begins = false;
        foreach (var c in key)
        {
            if (c == '-')
            {
                begins = true;
                continue;
            }

            if (at == name.Length || char.ToLowerInvariant(name[at]) != char.ToLowerInvariant(c))
            {
                return false;
            }

            if (begins && !char.IsUpper(name[at]) && !char.IsDigit(name[at]))
            {
                return false;
            }

            begins = false;
            at++;
        }

        return at == name.Length && !begins;
    }
}
