using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class HttpConnectionTests
{
    [Fact]
    public async Task ANameThatIsLookedUpWithoutEndIsGivenUpAfterTheTimeOfAConnection()
    {
        var options = new HttpSinkOptions
        {
            Url = "http://logs.example/",
            ConnectTimeout = TimeSpan.FromMilliseconds(50),
        };
        var never = new TaskCompletionSource<IPAddress[]>();
        using var connection = HttpConnection.Create(options, TimeProvider.System, (_, _) => never.Task);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url);

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            connection.SendAsync(request, CancellationToken.None).WithinLimit()
        );

        Assert.Equal("no connection within 0.05 s", TransportFailure.Of(failure, options.ConnectTimeout).Reason);
    }
}
