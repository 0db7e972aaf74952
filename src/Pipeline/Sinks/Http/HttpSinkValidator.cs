using System;
using System.Linq;
using System.Net.Http.Headers;
using ActorLog.Options;
using ActorLog.Text;

namespace ActorLog.Sinks;

/// <summary>Finds everything that is wrong with the options of a sender. Never repeats a value that may hold a secret.</summary>
internal static class HttpSinkValidator
{
    // What the sender itself writes, or what would make two answers out of one request.
    private static readonly string[] OwnHeaders =
    [
        "Connection",
        "Content-Encoding",
        "Content-Length",
        "Expect",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
    ];

    public static void Validate(HttpSinkOptions options, OptionErrors errors, string path)
    {
        ValidateUrl(options.Url, errors, $"{path}:url");
        errors.Require(options.Method is "GET" or "POST", $"{path}:method", "method must be GET or POST");
        ValidatePayload(options, errors, path);
        ValidateTimes(options, errors, path);
        foreach (var (name, value) in options.Headers)
        {
            ValidateHeader(options, name, value, errors, $"{path}:headers:{name}");
        }

        var idempotency = options.IdempotencyHeader;
        errors.Require(
            idempotency.Length == 0 || HttpText.IsToken(idempotency),
            $"{path}:idempotency-header",
            "must be the name of a header, or empty"
        );
        errors.Require(
            options.Proxy is "none" or "system"
                || (TryParseUrl(options.Proxy, out var proxy) && proxy.UserInfo.Length == 0),
            $"{path}:proxy",
            "must be none, system, or an absolute http or https URL without user name and password"
        );
        options.Auth.Validate(errors, $"{path}:auth");
    }

    /// <summary>Reads an absolute http or https URL.</summary>
    public static bool TryParseUrl(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && url.Scheme is "http" or "https" && url.Host.Length > 0;

    private static void ValidateUrl(string text, OptionErrors errors, string path)
    {
        if (text.Length == 0)
        {
            errors.Add(path, "is required: where to send events to, such as http://127.0.0.1:1987/api/log/get");
        }
        else if (!TryParseUrl(text, out var url))
        {
            errors.Add(path, "must be an absolute http or https URL, such as http://127.0.0.1:1987/api/log/get");
        }
        else if (url.UserInfo.Length > 0)
        {
            errors.Add(path, "must not hold a user name or password; use auth { scheme = basic }");
        }
    }

    private static void ValidatePayload(HttpSinkOptions options, OptionErrors errors, string path)
    {
        var isGet = options.Method == "GET";
        var payload = options.EffectivePayload;
        if (isGet && payload is not (HttpPayload.Query or HttpPayload.Record))
        {
            errors.Add($"{path}:payload", "with method = GET the payload must be query or record");
        }
        else if (options.Method == "POST" && payload == HttpPayload.Query)
        {
            errors.Add($"{path}:payload", "query needs method = GET");
        }

        if (isGet && options.Compression != HttpCompression.None)
        {
            errors.Add($"{path}:compression", "needs method = POST: a GET has no body to compress");
        }

        if (payload is HttpPayload.Form or HttpPayload.Query)
        {
            errors.Require(options.Field.Length > 0, $"{path}:field", "must not be empty");
            if (!LogFormats.TryValidate(options.Format, out var error))
            {
                errors.Add($"{path}:format", error!);
            }
        }

        errors.Require(
            options.ContentType.Length == 0
                || (
                    HttpText.IsFieldValue(options.ContentType)
                    && MediaTypeHeaderValue.TryParse(options.ContentType, out _)
                ),
            $"{path}:content-type",
            "must be a media type such as application/json"
        );
    }

    private static void ValidateTimes(HttpSinkOptions options, OptionErrors errors, string path)
    {
        errors.RequireDayAtMost(options.Timeout, $"{path}:timeout");
        errors.Require(
            options.ConnectTimeout > TimeSpan.Zero && options.ConnectTimeout <= TimeSpan.FromDays(1),
            $"{path}:connect-timeout",
            "must be more than 0 and 1 day at the most"
        );
    }

    private static void ValidateHeader(
        HttpSinkOptions options,
        string name,
        string value,
        OptionErrors errors,
        string path
    )
    {
        bool Is(string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

        errors.Require(HttpText.IsToken(name), path, "is not the name of a header");
        errors.Require(HttpText.IsFieldValue(value), path, "the value of a header must be printable ASCII");
        errors.Require(!OwnHeaders.Any(Is), path, "is set by the sender itself");
        errors.Require(!Is("Content-Type"), path, "use content-type for it");
        errors.Require(!Is(options.IdempotencyHeader), path, "is the idempotency-header, which the sender sets");
        errors.Require(
            !Is("Authorization") || options.Auth.Scheme == HttpAuthScheme.None,
            path,
            "is set by auth { }; give only one of them"
        );
    }
}
