using System;
using System.Threading.Tasks;
using ActorLog;
using Microsoft.Extensions.Logging;

namespace CustomSink;

/// <summary>Tells a chat room of errors: <c>CustomSink [webhook]</c>. Without a webhook it is its own chat.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var chat = LoopbackChat.Start(Console.Out);
        var options = new ChatSinkOptions
        {
            Webhook = args.Length > 0 ? args[0] : chat.Webhook,
            MinLevel = LogLevel.Error,
        };

        await using var pipeline = LogPipeline.CreateBuilder().AddSink("chat", options).Build();
        using var loggers = pipeline.CreateLoggerFactory();
        var logger = loggers.CreateLogger("Shop.Orders");
        logger.LogInformation("order {OrderId} was taken", 17);
        logger.LogError("order {OrderId} could not be paid", 17);
        logger.LogCritical("the bank does not answer");
    }
}
