using System;
using System.Globalization;
using System.Text;

namespace ActorLog.Text;

/// <summary>
/// The number by which CLEF tells events of one template from those of another: Jenkins's one-at-a-time hash over the UTF-16
/// units, as Serilog computes it, so that both give one template the same <c>@i</c>.
/// </summary>
internal static class TemplateHash
{
    /// <summary>The hash as eight hexadecimal digits.</summary>
    public static byte[] Of(string template) =>
        Encoding.ASCII.GetBytes(Compute(template).ToString("x8", CultureInfo.InvariantCulture));

    private static uint Compute(ReadOnlySpan<char> text)
    {
        unchecked
        {
            var hash = 0u;
            foreach (var unit in text)
            {
                hash += unit;
                hash += hash << 10;
                hash ^= hash >> 6;
            }

            hash += hash << 3;
            hash ^= hash >> 11;
            hash += hash << 15;
            return hash;
        }
    }
}
