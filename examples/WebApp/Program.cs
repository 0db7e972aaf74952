using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using ActorLog;
using ActorLog.Hocon;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace WebApp;

/// <summary>A web app whose log goes through ActorLog. With <c>--once</c> it answers one request of its own and ends.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var home = new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory };
        var builder = WebApplication.CreateBuilder(home);
        builder.Configuration.AddHoconFile("actorlog.conf");
        builder.Logging.AddActorLog();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        await using var app = builder.Build();
        app.MapGet("/orders/{id:int}", (int id) => Show(id, app.Logger));
        if (!args.Contains("--once"))
        {
            await app.RunAsync();
            return;
        }

        await app.StartAsync();
        using var client = new HttpClient();
        await client.GetStringAsync($"{app.Urls.First()}/orders/1042");
        await app.StopAsync();
    }

    private static string Show(int id, ILogger logger)
    {
        logger.LogInformation("order {OrderId} was looked at", id);
        return $"order {id}\n";
    }
}
