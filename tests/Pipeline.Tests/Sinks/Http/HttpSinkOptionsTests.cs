using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Kit;
using ActorLog.Options;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class HttpSinkOptionsTests
{
    private const string Path = "sink";
    private const string Url = "http://logs.example:1987/api/log/get";

    [Fact]
    public void AUrlIsEnough()
    {
        var options = Read(("url", Url));

        Assert.Equal(new HttpSinkOptions { Url = Url }.Url, options.Url);
        Assert.Equal(
            ("POST", HttpPayload.Form, "text", "log"),
            (options.Method, options.Payload, options.Format, options.Field)
        );
        Assert.Equal(TimeSpan.FromSeconds(6), options.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(3), options.ConnectTimeout);
        Assert.Equal("Idempotency-Key", options.IdempotencyHeader);
        Assert.Equal(HttpCompression.None, options.Compression);
        Assert.Equal(HttpAuthScheme.None, options.Auth.Scheme);
        Assert.Equal("none", options.Proxy);
        Assert.Empty(options.Headers);
    }

    [Fact]
    public void EveryKeyIsRead()
    {
        var options = Read(
            ("url", Url),
            ("method", "Post"),
            ("payload", "ndjson"),
            ("format", "{Message}"),
            ("field", "line"),
            ("content-type", "application/json"),
            ("headers:X-Api-Key", "k1"),
            ("auth:scheme", "basic"),
            ("auth:username", "me"),
            ("auth:password-env", "SECRET"),
            ("compression", "gzip"),
            ("timeout", "2s"),
            ("connect-timeout", "1s"),
            ("idempotency-header", "X-Id"),
            ("proxy", "http://proxy.example:3128"),
            ("batch:max-events", "500")
        );

        Assert.Equal(
            ("POST", HttpPayload.NdJson, "{Message}", "line"),
            (options.Method, options.Payload, options.Format, options.Field)
        );
        Assert.Equal(("application/json", "k1"), (options.ContentType, options.Headers["X-Api-Key"]));
        Assert.Equal(
            (HttpAuthScheme.Basic, "me", "SECRET"),
            (options.Auth.Scheme, options.Auth.Username, options.Auth.PasswordEnv)
        );
        Assert.Equal(HttpCompression.Gzip, options.Compression);
        Assert.Equal((2, 1), (options.Timeout.TotalSeconds, options.ConnectTimeout.TotalSeconds));
        Assert.Equal(("X-Id", "http://proxy.example:3128"), (options.IdempotencyHeader, options.Proxy));
        Assert.Equal(500, options.Batch.MaxEvents);
    }

    [Fact]
    public void WhatABlockLacksComesFromTheDefaults()
    {
        var defaults = new HttpSinkOptions
        {
            Url = Url,
            Field = "line",
            Headers = new Dictionary<string, string> { ["X-Key"] = "k1" },
            Auth = new HttpAuthOptions { Scheme = HttpAuthScheme.Bearer, Token = "t" },
        };

        var options = HttpSinkOptions.Read(Configured.Block(new OptionErrors(), ("method", "get")), defaults);

        Assert.Equal((Url, "GET", "line"), (options.Url, options.Method, options.Field));
        Assert.Equal(("k1", "t"), (options.Headers["X-Key"], options.Auth.Token));
    }

    [Fact]
    public void AnEmptyIdempotencyHeaderTurnsItOff() =>
        Assert.Equal("", Read(("url", Url), ("idempotency-header", "")).IdempotencyHeader);

    [Theory]
    [InlineData("get", "GET")]
    [InlineData("Post", "POST")]
    [InlineData(" GET ", "GET")]
    public void TheMethodMayBeWrittenInAnyCase(string written, string method) =>
        Assert.Equal(method, Read(("url", Url), ("method", written)).Method);

    [Theory]
    [InlineData("PUT")]
    [InlineData("GETTING")]
    [InlineData("")]
    public void AnotherMethodIsTheErrorOfTheSeed(string method) =>
        Assert.Equal(
            [new OptionError($"{Path}:method", "method must be GET or POST")],
            ErrorsOf(("url", Url), ("method", method))
        );

    [Fact]
    public void GetMeansTheQueryUnlessItIsARecord()
    {
        Assert.Equal(HttpPayload.Query, Read(("url", Url), ("method", "get")).EffectivePayload);
        Assert.Equal(HttpPayload.Query, Read(("url", Url), ("method", "get"), ("payload", "form")).EffectivePayload);
        Assert.Equal(HttpPayload.Record, Read(("url", Url), ("method", "get"), ("payload", "record")).EffectivePayload);
    }

    [Theory]
    [InlineData("url", "", "is required: where to send events to, such as http://127.0.0.1:1987/api/log/get")]
    [InlineData(
        "url",
        "/api/log/get",
        "must be an absolute http or https URL, such as http://127.0.0.1:1987/api/log/get"
    )]
    [InlineData(
        "url",
        "logs.example:1987/api",
        "must be an absolute http or https URL, such as http://127.0.0.1:1987/api/log/get"
    )]
    [InlineData(
        "url",
        "ftp://logs.example/",
        "must be an absolute http or https URL, such as http://127.0.0.1:1987/api/log/get"
    )]
    [InlineData(
        "url",
        "http://me:secret@logs.example/",
        "must not hold a user name or password; use auth { scheme = basic }"
    )]
    [InlineData("payload", "query", "query needs method = GET")]
    [InlineData("field", "", "must not be empty")]
    [InlineData("content-type", "json", "must be a media type such as application/json")]
    [InlineData("content-type", "a/b\r\nX: y", "must be a media type such as application/json")]
    [InlineData("timeout", "infinite", "must be 1 day at the most")]
    [InlineData("connect-timeout", "0s", "must be more than 0 and 1 day at the most")]
    [InlineData("idempotency-header", "two words", "must be the name of a header, or empty")]
    [InlineData(
        "proxy",
        "proxy.example:3128",
        "must be none, system, or an absolute http or https URL without user name and password"
    )]
    [InlineData("headers:Bad Name", "x", "is not the name of a header")]
    [InlineData("headers:X-Secret", "a\r\nEvil: b", "the value of a header must be printable ASCII")]
    [InlineData("headers:content-length", "3", "is set by the sender itself")]
    [InlineData("headers:content-type", "text/plain", "use content-type for it")]
    [InlineData("headers:idempotency-key", "x", "is the idempotency-header, which the sender sets")]
    [InlineData("auth:username", "me", "must be basic or bearer when a user name, a password or a token is given")]
    [InlineData("auth:token", "s3cret", "must be basic or bearer when a user name, a password or a token is given")]
    public void WhatIsWrongIsSaidWithItsPlace(string key, string value, string message)
    {
        var error = Assert.Single(ErrorsOf(("url", Url), (key, value)));

        Assert.Equal(message, error.Message);
        Assert.Equal($"{Path}:{(key.StartsWith("auth", StringComparison.Ordinal) ? "auth:scheme" : key)}", error.Path);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("clef")]
    public void GetCannotCarryEveryPayload(string payload) =>
        Assert.Equal(
            [new OptionError($"{Path}:payload", "with method = GET the payload must be query or record")],
            ErrorsOf(("url", Url), ("method", "GET"), ("payload", payload))
        );

    [Fact]
    public void AGetHasNothingToCompress() =>
        Assert.Equal(
            [new OptionError($"{Path}:compression", "needs method = POST: a GET has no body to compress")],
            ErrorsOf(("url", Url), ("method", "GET"), ("compression", "gzip"))
        );

    [Fact]
    public void AWrongTemplateIsFoundAtTheStart()
    {
        var error = Assert.Single(ErrorsOf(("url", Url), ("format", "{Timestamp:")));

        Assert.Equal($"{Path}:format", error.Path);
    }

    [Fact]
    public void TheFormatIsIgnoredByPayloadsThatHaveTheirOwn() =>
        Assert.Empty(ErrorsOf(("url", Url), ("payload", "ndjson"), ("format", "no such format")));

    [Theory]
    [InlineData("token is missing", "auth:token", "scheme=bearer")]
    [InlineData("two tokens", "auth:token", "scheme=bearer", "token=a", "token-env=B")]
    [InlineData("a password for bearer", "auth:password", "scheme=bearer", "token=a", "password=b")]
    [InlineData("a token that hides a header", "auth:token", "scheme=bearer", "token=a\r\nEvil: b")]
    [InlineData("no password", "auth:password", "scheme=basic", "username=me")]
    [InlineData("no user", "auth:username", "scheme=basic", "password=b")]
    [InlineData("a user with a colon", "auth:username", "scheme=basic", "username=m:e", "password=b")]
    [InlineData("a token for basic", "auth:token", "scheme=basic", "username=me", "password=b", "token=t")]
    [InlineData("no such scheme", "auth:scheme", "scheme=digest")]
    public void AuthIsCheckedForWhatItsSchemeNeeds(string what, string place, params string[] settings)
    {
        var pairs = settings.Select(setting => setting.Split('=', 2)).Select(pair => ($"auth:{pair[0]}", pair[1]));

        var error = Assert.Single(ErrorsOf([("url", Url), .. pairs]));

        Assert.True(error.Path == $"{Path}:{place}", $"{what}: {error}");
    }

    [Fact]
    public void AuthAndAHeaderForItAreOneTooMany() =>
        Assert.Equal(
            $"{Path}:headers:authorization",
            Assert
                .Single(
                    ErrorsOf(
                        ("url", Url),
                        ("headers:authorization", "x"),
                        ("auth:scheme", "bearer"),
                        ("auth:token", "t")
                    )
                )
                .Path
        );

    [Fact]
    public void NoSecretIsInAnErrorOrInTheTextOfTheOptions()
    {
        var errors = ErrorsOf(
            ("url", "http://me:s3cret@"),
            ("headers:X-Key", "s3cret\n"),
            ("auth:password", "s3cret"),
            ("auth:token", "s3cret")
        );
        var options = new HttpSinkOptions
        {
            Headers = new Dictionary<string, string> { ["X-Key"] = "s3cret" },
            Auth = new HttpAuthOptions { Password = "s3cret", Token = "s3cret" },
        };

        Assert.Equal(3, errors.Count);
        Assert.DoesNotContain("s3cret", string.Join('\n', errors));
        Assert.DoesNotContain("s3cret", options.ToString());
    }

    [Fact]
    public void TheWorkerHasTimeForARequestBegunAtTheLastMoment() =>
        Assert.Equal(TimeSpan.FromSeconds(10), new HttpSinkOptions { Timeout = TimeSpan.FromSeconds(8) }.WorkerTimeout);

    private static HttpSinkOptions Read(params (string Key, string Value)[] settings)
    {
        var (options, errors) = TryRead(settings);
        Assert.Empty(errors.All);
        return options;
    }

    private static IReadOnlyList<OptionError> ErrorsOf(params (string Key, string Value)[] settings) =>
        TryRead(settings).Errors.All;

    private static (HttpSinkOptions Options, OptionErrors Errors) TryRead((string Key, string Value)[] settings)
    {
        // A later setting of the same key replaces an earlier one.
        var last = settings.Reverse().DistinctBy(setting => setting.Key).ToArray();
        var errors = new OptionErrors();
        var reader = Configured.Block(errors, last);
        var options = HttpSinkOptions.Read(reader);
        reader.Finish();
        if (errors.All.Count == 0)
        {
            options.Validate(errors, Path);
        }

        return (options, errors);
    }
}
