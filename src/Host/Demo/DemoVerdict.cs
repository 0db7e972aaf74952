using System.Collections.Generic;
using System.Globalization;

namespace ActorLog.Host.Demo;

/// <summary>Whether numbers that arrived are 1, 2, 3 without one missing, double or out of place.</summary>
internal static class DemoVerdict
{
    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public static string? Check(IReadOnlyList<long> numbers, long expected)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] != i + 1)
            {
                return string.Create(CultureInfo.InvariantCulture, $"event {i + 1} is number {numbers[i]}");
            }
        }

        return numbers.Count == expected
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{numbers.Count} of {expected} events arrived");
    }
}
