using ActorLog;
using Microsoft.Extensions.Logging;

using var loggers = LoggerFactory.Create(logging => logging.AddActorLog(p => p.AddConsole().AddFile("logs/app.log")));
var logger = loggers.CreateLogger("Shop");

logger.LogInformation("order {OrderId} placed for {Amount} EUR", 1042, 19.9);
logger.LogWarning("stock of {Item} is down to {Left}", "tea", 3);
