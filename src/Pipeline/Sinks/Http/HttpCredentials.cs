using System;
using System.IO;
using System.Text;

namespace ActorLog.Sinks;

/// <summary>The header by which the sender says who it is. Read when it is first needed, and again when it was refused.</summary>
internal sealed class HttpCredentials(HttpAuthOptions options)
{
    private string? _secret;

    /// <summary>The value of the header Authorization, or <see langword="null"/>.</summary>
    public string? Header { get; private set; }

    /// <summary>Makes the header ready; the failure when the secret cannot be had.</summary>
    public SinkFailure? Prepare() => options.Scheme == HttpAuthScheme.None || Header is not null ? null : Load();

    /// <summary>Reads the secret again. True when it is another one than before, so that a further try makes sense.</summary>
    public bool HasChanged()
    {
        var before = Header;
        return options.Scheme != HttpAuthScheme.None && Load() is null && Header != before;
    }

    /// <summary>The text without the secret: receivers quote what they were sent.</summary>
    public string? Hide(string? text) =>
        string.IsNullOrEmpty(_secret) || Header is null
            ? text
            : text
                ?.Replace(_secret, "***", StringComparison.Ordinal)
                .Replace(
                    Header[(Header.IndexOf(' ', StringComparison.Ordinal) + 1)..],
                    "***",
                    StringComparison.Ordinal
                );

    private SinkFailure? Load()
    {
        var isBasic = options.Scheme == HttpAuthScheme.Basic;
        var failure = isBasic
            ? Read(options.Password, options.PasswordFile, options.PasswordEnv, out var secret)
            : Read(options.Token, options.TokenFile, options.TokenEnv, out secret);
        if (failure is null && !isBasic && !HttpText.IsFieldValue(secret))
        {
            failure = "the token has characters other than printable ASCII";
        }

        if (failure is not null)
        {
            return new SinkFailure(FailureKind.Refused, failure);
        }

        _secret = secret;
        Header = isBasic
            ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{secret}"))}"
            : $"Bearer {secret}";
        return null;
    }

    private static string? Read(string? value, string? file, string? variable, out string secret)
    {
        secret = value ?? "";
        try
        {
            if (!string.IsNullOrEmpty(file))
            {
                secret = File.ReadAllText(file).Trim();
            }
            else if (!string.IsNullOrEmpty(variable))
            {
                secret = Environment.GetEnvironmentVariable(variable) ?? "";
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the secret cannot be read: {e.Message}";
        }

        return secret.Length > 0 ? null
            : string.IsNullOrEmpty(file) ? $"the environment variable {variable} is not set"
            : $"the file {file} is empty";
    }
}
