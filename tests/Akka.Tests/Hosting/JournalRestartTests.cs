using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using ActorLog.Kit;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Hosting;

/// <summary>Journal and durable sinks by a service's HOCON: what could not be delivered before its end is after its next start.</summary>
public sealed class JournalRestartTests
{
    private const int Lines = 200;

    [Theory]
    [InlineData("threads")]
    [InlineData("akka")]
    public async Task WhatAServiceCouldNotDeliverArrivesInOrderAfterItsNextStart(string engine)
    {
        using var folder = new TempFolder();
        await using var server = FaultServer.Start();
        server.Stop();
        var hocon = $$"""
            actorlog {
              shutdown-timeout = 500ms
              akka { engine = {{engine}}, flush-timeout = 50ms }
              journal { enabled = on, path = "{{folder.File("journal").Replace('\\', '/')}}" }
              sinks {
                host {
                  type = http, durable = on, url = "http://127.0.0.1:{{server.Port}}/ingest", payload = ndjson
                  retry { min-backoff = 20ms, max-backoff = 50ms }
                }
              }
            }
            """;
        await RunAsync(hocon, 1);
        Assert.Equal(0, server.RequestCount);

        server.StartAgain();
        await RunAsync(hocon, Lines + 1, flush: true);
        Assert.Equal(Enumerable.Range(1, 2 * Lines), Received(server).Distinct());
    }

    private static async Task RunAsync(string hocon, int first, bool flush = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka("orders", b => b.AddHocon(hocon, HoconAddMode.Prepend).WithActorLog());
        using var host = builder.Build();
        await host.StartAsync().WithinLimit();
        var system = host.Services.GetRequiredService<ActorSystem>();
        var log = Logging.GetLogger(system, typeof(JournalRestartTests));
        for (var i = first; i < first + Lines; i++)
        {
            log.Info("order {Number}", i);
        }

        var pipeline = ActorLogExtension.Get(system).Pipeline;
        Assert.NotNull(pipeline.Journal);
        if (flush)
        {
            await pipeline.FlushAsync().WithinLimit();
        }

        await host.StopAsync().WithinLimit();
    }

    private static IEnumerable<int> Received(FaultServer server) =>
        server
            .Requests.SelectMany(request => Regex.Matches(request.Text, @"order (\d+)"))
            .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
}
