using System;

namespace ActorLog.Capture.Interpolation;

/// <summary>
/// The names of properties, from the source of the arguments: <c>id</c> is <c>id</c>, <c>order.Id</c> is <c>order_Id</c>,
/// <c>GetUser(1)</c> is <c>GetUser_1</c>; <c>@UserId</c> in place of a format names it outright.
/// </summary>
/// <remarks>
/// The result is an identifier, because that is what everybody's templates and fields can bear: a dot makes Serilog show the
/// hole in place of the value, and makes Elasticsearch an object of the name. It keeps the whole expression and not its last
/// member, so that <c>from.Id</c> and <c>to.Id</c> stay two.
/// </remarks>
internal static class HoleName
{
    private const int Longest = 64;
    private const string Unknown = "value";

    /// <summary>Separates <c>@Name:format</c>.</summary>
    /// <param name="format">What stands behind the colon of the hole.</param>
    /// <param name="rest">The format that is left.</param>
    /// <returns>The name, or <see langword="null"/> when none is given.</returns>
    public static string? Explicit(string? format, out string? rest)
    {
        rest = format;
        if (format is not ['@', ..])
        {
            return null;
        }

        var end = format.IndexOf(':', StringComparison.Ordinal);
        rest = end < 0 || end == format.Length - 1 ? null : format[(end + 1)..];
        var name = (end < 0 ? format.AsSpan(1) : format.AsSpan(1, end - 1)).Trim();
        return name.IsEmpty ? null : Replaced(name);
    }

    /// <summary>The name that an expression gives.</summary>
    public static string Of(string expression)
    {
        var source = expression.AsSpan().Trim();
        source = source.StartsWith("this.", StringComparison.Ordinal) ? source[5..] : source;
        Span<char> name = stackalloc char[Longest + 1];
        var length = 0;
        var isGap = false;
        foreach (var c in source)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                isGap = length > 0;
                continue;
            }

            if (isGap || (length == 0 && char.IsDigit(c)))
            {
                name[length++] = '_';
                isGap = false;
            }

            if (length >= Longest)
            {
                break;
            }

            name[length++] = c;
        }

        var found = name[..Math.Min(length, Longest)];
        return found.IsEmpty ? Unknown
            : found.SequenceEqual(expression) ? expression
            : found.ToString();
    }

    // What a template could not be read back with. Dots are the caller's own wish here.
    private static string Replaced(ReadOnlySpan<char> name)
    {
        Span<char> replaced = stackalloc char[Math.Min(name.Length, Longest)];
        name[..replaced.Length].CopyTo(replaced);
        foreach (ref var c in replaced)
        {
            c = c is '{' or '}' or ',' || char.IsControl(c) ? '_' : c;
        }

        return replaced.ToString();
    }
}
