using System;
using System.Buffers;

namespace ActorLog.Sinks;

/// <summary>What may stand in the head of a request.</summary>
internal static class HttpText
{
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );

    /// <summary>Whether the text can be the name of a header.</summary>
    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    /// <summary>Whether the text can be the value of a header: printable ASCII, so that no second header can hide in it.</summary>
    public static bool IsFieldValue(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
