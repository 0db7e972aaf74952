using System.Linq;
using ActorLog.Options;

namespace ActorLog.Sinks;

/// <summary>
/// Who the sender is. A secret is given in one of three ways: itself, in a file, or in an environment variable. Files and
/// variables are read when the sink first sends, and again after a 401.
/// </summary>
public sealed record HttpAuthOptions
{
    /// <summary>The scheme. Default: none.</summary>
    public HttpAuthScheme Scheme { get; init; }

    /// <summary>The user name for basic. Default: none.</summary>
    public string? Username { get; init; }

    /// <summary>The password for basic. Default: none.</summary>
    public string? Password { get; init; }

    /// <summary>A file that holds the password; white space around it is not part of it. Default: none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>An environment variable that holds the password. Default: none.</summary>
    public string? PasswordEnv { get; init; }

    /// <summary>The token for bearer. Default: none.</summary>
    public string? Token { get; init; }

    /// <summary>A file that holds the token; white space around it is not part of it. Default: none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>An environment variable that holds the token. Default: none.</summary>
    public string? TokenEnv { get; init; }

    /// <summary>The scheme and nothing that is secret.</summary>
    public override string ToString() => $"{nameof(HttpAuthOptions)} {{ {nameof(Scheme)} = {Scheme} }}";

    internal static HttpAuthOptions Read(OptionsReader reader) =>
        new()
        {
            Scheme = reader.Choice(
                "scheme",
                HttpAuthScheme.None,
                ("none", HttpAuthScheme.None),
                ("basic", HttpAuthScheme.Basic),
                ("bearer", HttpAuthScheme.Bearer)
            ),
            Username = reader.OptionalText("username"),
            Password = reader.OptionalText("password"),
            PasswordFile = reader.OptionalText("password-file"),
            PasswordEnv = reader.OptionalText("password-env"),
            Token = reader.OptionalText("token"),
            TokenFile = reader.OptionalText("token-file"),
            TokenEnv = reader.OptionalText("token-env"),
        };

    internal void Validate(OptionErrors errors, string path)
    {
        var passwords = Given(Password, PasswordFile, PasswordEnv);
        var tokens = Given(Token, TokenFile, TokenEnv);
        switch (Scheme)
        {
            case HttpAuthScheme.None:
                errors.Require(
                    passwords + tokens + Given(Username) == 0,
                    $"{path}:scheme",
                    "must be basic or bearer when a user name, a password or a token is given"
                );
                break;
            case HttpAuthScheme.Basic:
                var isName = !string.IsNullOrEmpty(Username) && !Username.Contains(':');
                errors.Require(isName, $"{path}:username", "is needed for basic and must not contain a colon");
                errors.Require(
                    passwords == 1,
                    $"{path}:password",
                    "basic needs exactly one of password, password-file and password-env"
                );
                errors.Require(tokens == 0, $"{path}:token", "is only for bearer");
                break;
            default:
                errors.Require(
                    tokens == 1,
                    $"{path}:token",
                    "bearer needs exactly one of token, token-file and token-env"
                );
                errors.Require(passwords == 0, $"{path}:password", "is only for basic");
                errors.Require(
                    Token is null || HttpText.IsFieldValue(Token),
                    $"{path}:token",
                    "must be printable ASCII"
                );
                break;
        }
    }

    private static int Given(params string?[] texts) => texts.Count(text => !string.IsNullOrEmpty(text));
}
