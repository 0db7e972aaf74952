using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;
using Xunit;

namespace ActorLog.Host.Tests.Ingest;

/// <summary>A running HTTP input with small limits, and a client for it.</summary>
public abstract class HttpInputTest : IAsyncLifetime
{
    protected static readonly HttpInputOptions Defaults = new()
    {
        Name = "http",
        Category = "http",
        Listen = new ListenAddress(IPAddress.Loopback, 0),
        MaxBody = 4096,
        MaxLine = 1024,
        MaxEvents = 100,
    };

    protected CollectingIntake Intake { get; } = new();
    protected ConcurrentQueue<string> Reports { get; } = new();
    private protected HttpInput Input { get; private set; } = null!;
    protected HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync() => await Start(Defaults);

    public async Task DisposeAsync()
    {
        Client.Dispose();

        // A test that failed may have left a connection open, for which the end would wait for ever.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Input.StopAsync(limit.Token);
        await Input.DisposeAsync();
        Assert.Empty(Reports);
    }

    private async Task Start(HttpInputOptions options)
    {
        Input = new HttpInput(options, new InputContext(TimeProvider.System, Reports.Enqueue));
        await Input.StartAsync(Intake, default);
        Client = new HttpClient { BaseAddress = Input.Address };
    }

    protected async Task Restart(HttpInputOptions options)
    {
        await DisposeAsync();
        await Start(options);
    }

    protected Task<HttpResponseMessage> PostForm(string form) =>
        Post("/api/log/get", form, "application/x-www-form-urlencoded");

    protected Task<HttpResponseMessage> Post(string path, string body, string contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType.Length > 0)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return Client.PostAsync(path, content);
    }

    protected static async Task Expect(int status, string body, Task<HttpResponseMessage> sending)
    {
        var response = await sending;
        Assert.Equal(body + "\n", await response.Content.ReadAsStringAsync());
        Assert.Equal(status, (int)response.StatusCode);
    }

    protected async Task<string> ExpectError(int status, string reason, Task<HttpResponseMessage> sending)
    {
        var response = await sending;
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.StartsWith("{\"accepted\":0,\"error\":\"" + reason, body, StringComparison.Ordinal);
        Assert.Empty(Intake.Events);
        return body;
    }
}
