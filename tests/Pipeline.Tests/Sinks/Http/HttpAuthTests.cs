using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class HttpAuthTests : HttpSinkTest, IDisposable
{
    private readonly TempFolder _folder = new();

    private string TokenFile => _folder.File("token");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task BasicSendsUserAndPasswordAsUtf8()
    {
        await using var sink = Create(
            new HttpAuthOptions
            {
                Scheme = HttpAuthScheme.Basic,
                Username = "test",
                Password = "123£",
            }
        );

        await WriteAsync(sink, Some.Event());

        Assert.Equal("Basic dGVzdDoxMjPCow==", Server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task BearerSendsTheTokenOfAFileWithoutTheSpaceAroundIt()
    {
        await File.WriteAllTextAsync(TokenFile, " t0ken\n");
        await using var sink = Create(FromFile);

        await WriteAsync(sink, Some.Event());

        Assert.Equal("Bearer t0ken", Server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task BearerSendsTheTokenOfAnEnvironmentVariable()
    {
        var name = $"ACTORLOG_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, "t0ken");
        await using var sink = Create(new HttpAuthOptions { Scheme = HttpAuthScheme.Bearer, TokenEnv = name });

        await WriteAsync(sink, Some.Event());
        Environment.SetEnvironmentVariable(name, null);

        Assert.Equal("Bearer t0ken", Server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task ATokenThatWasReplacedIsReadAgainAfterA401()
    {
        Server.Answers(200, 401, 200, 401);
        await File.WriteAllTextAsync(TokenFile, "old");
        await using var sink = Create(FromFile);

        Assert.True((await WriteAsync(sink, Some.Numbered(1))).IsDelivered);
        await File.WriteAllTextAsync(TokenFile, "new");
        var replaced = await WriteAsync(sink, Some.Numbered(2));
        Assert.True((await WriteAsync(sink, Some.Numbered(2))).IsDelivered);
        var refused = await WriteAsync(sink, Some.Numbered(3));

        Assert.Equal(FailureKind.Transient, replaced.Failure!.Kind);
        Assert.Equal("HTTP 401; the secret has changed since it was read", replaced.Failure.Reason);
        Assert.Equal(FailureKind.Refused, refused.Failure!.Kind);
        Assert.Equal(
            ["Bearer old", "Bearer old", "Bearer new", "Bearer new"],
            Server.Requests.Select(request => request.Header("Authorization"))
        );
    }

    [Fact]
    public async Task WithoutItsTokenTheSinkSendsNothingAndKeepsTheData()
    {
        await using var sink = Create(FromFile);

        var missing = await WriteAsync(sink, Some.Event());
        await File.WriteAllTextAsync(TokenFile, "\n");
        var empty = await WriteAsync(sink, Some.Event());
        await File.WriteAllTextAsync(TokenFile, "two\nlines");
        var odd = await WriteAsync(sink, Some.Event());

        Assert.Equal(0, Server.RequestCount);
        Assert.StartsWith("the secret cannot be read: ", missing.Failure!.Reason);
        Assert.Equal(new SinkFailure(FailureKind.Refused, $"the file {TokenFile} is empty"), empty.Failure);
        Assert.Equal(
            new SinkFailure(FailureKind.Refused, "the token has characters other than printable ASCII"),
            odd.Failure
        );
        Assert.Equal(FailureKind.Refused, missing.Failure.Kind);
    }

    [Fact]
    public async Task AVariableThatIsNotSetIsNamed()
    {
        await using var sink = Create(
            new HttpAuthOptions { Scheme = HttpAuthScheme.Bearer, TokenEnv = "ACTORLOG_TEST_UNSET" }
        );

        Assert.Equal(
            new SinkFailure(FailureKind.Refused, "the environment variable ACTORLOG_TEST_UNSET is not set"),
            (await WriteAsync(sink, Some.Event())).Failure
        );
    }

    [Fact]
    public async Task ASecretThatTheReceiverQuotesIsHidden()
    {
        Server.Answers(FaultReply.Of(403, "no: Basic dGVzdDoxMjPCow==, password 123£"));
        await using var sink = Create(
            new HttpAuthOptions
            {
                Scheme = HttpAuthScheme.Basic,
                Username = "test",
                Password = "123£",
            }
        );

        var result = await WriteAsync(sink, Some.Event());

        Assert.Equal("no: Basic ***, password ***", result.Failure!.Response);
        Assert.EndsWith(" (no: Basic ***, password ***)", result.Failure.Reason);
    }

    private HttpAuthOptions FromFile => new() { Scheme = HttpAuthScheme.Bearer, TokenFile = TokenFile };

    private ILogSink Create(HttpAuthOptions auth) => Create(Options with { Auth = auth });
}
