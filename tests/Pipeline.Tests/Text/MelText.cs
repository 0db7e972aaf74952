using System;
using Microsoft.Extensions.Logging;

namespace ActorLog.Tests.Text;

/// <summary>What <c>Microsoft.Extensions.Logging</c> itself makes of a template and its arguments.</summary>
internal static class MelText
{
    public static string Of(string template, params object?[] args)
    {
        var logger = new TextLogger();
        logger.LogInformation(template, args);
        return logger.Text;
    }

    private sealed class TextLogger : ILogger
    {
        public string Text { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Text = formatter(state, exception);
    }
}
