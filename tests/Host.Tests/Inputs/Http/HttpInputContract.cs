using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;

namespace ActorLog.Host.Tests.Inputs.Http;

public sealed class HttpInputContract : InputContract, IDisposable
{
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    protected override (ILogInput Input, ISender Sender) Create()
    {
        var options = new HttpInputOptions { Name = "http", Listen = new ListenAddress(IPAddress.Loopback, 0) };
        var input = new HttpInput(options, new InputContext(TimeProvider.System, _ => { }));
        return (input, new Sender(input, _client));
    }

    private sealed class Sender(HttpInput input, HttpClient client) : ISender
    {
        public async Task<bool> TrySendAsync(string line)
        {
            var response = await client.PostAsync(new Uri(input.Address!, "ingest"), new StringContent(line));
            return response.StatusCode == HttpStatusCode.Accepted;
        }
    }
}
