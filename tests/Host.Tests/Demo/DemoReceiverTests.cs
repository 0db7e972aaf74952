using System.Net.Http;
using System.Threading.Tasks;
using ActorLog.Host.Demo;
using Xunit;

namespace ActorLog.Host.Tests.Demo;

public sealed class DemoReceiverTests
{
    [Fact]
    public async Task WhatComesOnceMoreBecauseItsAnswerCameTooLateIsTakenOnce()
    {
        await using var receiver = new DemoReceiver();
        await receiver.SetAsync(DemoMode.Answers);
        using var client = new HttpClient();
        foreach (var number in new[] { 1, 2, 1, 2, 3 })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, receiver.Url)
            {
                Content = new StringContent($"log=event+%23{number}"),
            };
            request.Headers.Add("Idempotency-Key", $"session:http:{number}");
            using var answer = await client.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode);
        }

        Assert.Equal([1, 2, 3], receiver.Numbers);
    }
}
