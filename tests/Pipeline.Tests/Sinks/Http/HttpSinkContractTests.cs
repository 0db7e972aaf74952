using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using ActorLog.Contracts;
using ActorLog.Kit;
using ActorLog.Sinks;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests.Sinks;

/// <summary>The contract of sinks, over a real connection to a receiver that is stopped and started again.</summary>
public abstract class HttpSinkContract : SinkContract, IAsyncLifetime
{
    protected FaultServer Server { get; } = FaultServer.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Server.DisposeAsync();

    protected override void Break() => Server.Stop();

    protected override void Repair() => Server.StartAgain();
}

public sealed class HttpFormContractTests : HttpSinkContract
{
    protected override ILogSink CreateSink(SinkContext context, ILogFormatter formatter) =>
        new HttpSink(new HttpSinkOptions { Url = Server.Url() }, context, new FormFormatter("log", formatter));

    protected override Task<IReadOnlyList<string>> ReadAsync() =>
        Task.FromResult<IReadOnlyList<string>>([
            .. Server.Requests.Select(request => WebUtility.UrlDecode(request.Text["log=".Length..])),
        ]);
}

public sealed class HttpQueryContractTests : HttpSinkContract
{
    protected override ILogSink CreateSink(SinkContext context, ILogFormatter formatter) =>
        new HttpSink(
            new HttpSinkOptions { Url = Server.Url(), Method = "get" },
            context,
            new FormFormatter("log", formatter)
        );

    protected override Task<IReadOnlyList<string>> ReadAsync() =>
        Task.FromResult<IReadOnlyList<string>>([
            .. Server.Requests.Select(request => WebUtility.UrlDecode(request.Target.Split("?log=")[1])),
        ]);
}

public sealed class HttpLinesContractTests : HttpSinkContract
{
    protected override ILogSink CreateSink(SinkContext context, ILogFormatter formatter) =>
        new HttpSink(new HttpSinkOptions { Url = Server.Url(), Payload = HttpPayload.NdJson }, context, formatter);

    protected override Task<IReadOnlyList<string>> ReadAsync() =>
        Task.FromResult<IReadOnlyList<string>>([
            .. Server.Requests.SelectMany(request => request.Text.TrimEnd('\n').Split('\n')),
        ]);
}
