using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Linq;

namespace ActorLog.Host.Commands;

/// <summary>What the parser takes for a file, a folder or an id and nobody can have meant as one.</summary>
internal static class ArgumentCheck
{
    /// <summary>What is wrong, or <see langword="null"/>. What stands behind <c>--</c> is taken as it is.</summary>
    /// <param name="parsed">What the parser made of them.</param>
    /// <param name="arguments">The arguments of the program.</param>
    public static string? Error(ParseResult parsed, string[] arguments)
    {
        if (parsed.Action is HelpAction)
        {
            return null;
        }

        var literal = arguments.SkipWhile(text => text != "--").ToArray();
        return parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(result => result.Tokens.Select(token => Error(result.Argument.Name, token.Value, literal)))
            .FirstOrDefault(error => error is not null);
    }

    private static string? Error(string name, string text, string[] literal) =>
        string.IsNullOrWhiteSpace(text) ? $"{name} is empty"
        : text is ['-', _, ..] && !literal.Contains(text) ? $"there is no option '{text}'"
        : null;
}
