using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ActorLog.Kit;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Hosting;

/// <summary>With WithActorLog alone, and a console sink, the built-in console provider is silent, and stays so.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class BuiltInConsoleTests
{
    [Fact]
    public async Task AReloadOfTheConfigurationDoesNotBringItBack()
    {
        var (before, printed) = (Console.Out, new SharedText());
        Console.SetOut(printed);
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Configuration.AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Logging:LogLevel:Default"] = "Debug",
                    ["Logging:Console:LogLevel:Default"] = "Debug",
                }
            );
            builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
            builder.Logging.AddConsole();
            builder.Services.AddAkka("orders", b => b.WithActorLog(p => p.AddConsole()));
            using var host = builder.Build();
            var early = host.Services.GetRequiredService<ILogger<BuiltInConsoleTests>>();
            early.LogInformation("before the start it is there");
            await host.StartAsync().WithinLimit();

            ((IConfigurationRoot)builder.Configuration).Reload();
            early.LogInformation("after the reload");
            var late = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Late");
            late.LogInformation("after the reload too");
            await host.StopAsync().WithinLimit();
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Contains("before the start it is there", printed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("after the reload", printed.ToString(), StringComparison.Ordinal);
    }
}
