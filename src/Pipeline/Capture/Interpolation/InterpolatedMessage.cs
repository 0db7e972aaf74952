using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture.Interpolation;

/// <summary>
/// What the compiler makes of <c>logger.Info($"user {id} did {action}")</c>: it asks the logger whether the level is on,
/// and only then evaluates the arguments and appends them, each as it is now.
/// </summary>
/// <remarks>Not for direct use. Lives on the stack of the call.</remarks>
/// <typeparam name="TLevel">The level.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[InterpolatedStringHandler]
public ref struct InterpolatedMessage<TLevel>
    where TLevel : struct, ILogLevel
{
    // Nothing when the level is off, or when the message is no interpolated string but text.
    private readonly PendingMessage? _pending;
    private readonly string? _text;

    // Kept here and not in the message: on the stack it costs no write barrier.
    private MessagePath _path;

    /// <summary>Begins a message if the level is on.</summary>
    /// <param name="literalLength">How many characters stand between the holes.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    /// <param name="logger">Who is asked.</param>
    /// <param name="isEnabled">Whether anything is to be appended.</param>
    /// <param name="line">The line of the call.</param>
    /// <exception cref="ArgumentNullException">There is no logger.</exception>
    public InterpolatedMessage(
        int literalLength,
        int formattedCount,
        ILogger logger,
        out bool isEnabled,
        [CallerLineNumber] int line = 0
    )
    {
        ArgumentNullException.ThrowIfNull(logger);
        isEnabled = logger.IsEnabled(TLevel.Level);
        if (isEnabled)
        {
            _pending = PendingMessage.Rent();
            _path = MessagePath.Begin(literalLength, formattedCount, line);
        }
        else
        {
            _path = null!;
        }
    }

    private InterpolatedMessage(string? text)
    {
        _text = text ?? "";
        _path = null!;
    }

    /// <summary>Text that is no interpolated string is logged as it is, whatever braces it has.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator InterpolatedMessage<TLevel>(string? text) => new(text);

    /// <summary>Appends what stands between the holes.</summary>
    /// <param name="value">The text.</param>
    public void AppendLiteral(string value)
    {
        if (_pending is not null)
        {
            _path = _path.AfterLiteral(value);
        }
    }

    /// <summary>Appends text.</summary>
    /// <param name="value">The text; kept by reference, for strings do not change.</param>
    /// <param name="alignment">The least width: positive aligns right, negative left.</param>
    /// <param name="format"><c>@Name</c> gives the property a name of its own.</param>
    /// <param name="expression">The source of the argument.</param>
    public void AppendFormatted(
        string? value,
        int alignment = 0,
        string? format = null,
        [CallerArgumentExpression(nameof(value))] string expression = ""
    )
    {
        if (_pending is not null)
        {
            _path = _pending.Append(_path, value, alignment, format, expression);
        }
    }

    /// <summary>Appends characters; they are copied into a string.</summary>
    /// <param name="value">The characters.</param>
    /// <param name="alignment">The least width: positive aligns right, negative left.</param>
    /// <param name="format"><c>@Name</c> gives the property a name of its own.</param>
    /// <param name="expression">The source of the argument.</param>
    public void AppendFormatted(
        ReadOnlySpan<char> value,
        int alignment = 0,
        string? format = null,
        [CallerArgumentExpression(nameof(value))] string expression = ""
    ) => AppendFormatted(_pending is null ? null : value.ToString(), alignment, format, expression);

    /// <summary>Appends a value: a scalar as it is, anything else rendered now.</summary>
    /// <param name="value">The value.</param>
    /// <param name="alignment">The least width: positive aligns right, negative left.</param>
    /// <param name="format">The format; <c>@Name</c> or <c>@Name:format</c> gives the property a name of its own.</param>
    /// <param name="expression">The source of the argument.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    public void AppendFormatted<T>(
        T value,
        int alignment = 0,
        string? format = null,
        [CallerArgumentExpression(nameof(value))] string expression = ""
    )
    {
        if (_pending is not null)
        {
            _path = _pending.Append(_path, value, alignment, format, expression);
        }
    }

    /// <summary>Appends a value or nothing.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    /// <param name="alignment">The least width: positive aligns right, negative left.</param>
    /// <param name="format">The format; <c>@Name</c> or <c>@Name:format</c> gives the property a name of its own.</param>
    /// <param name="expression">The source of the argument.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    public void AppendFormatted<T>(
        T? value,
        int alignment = 0,
        string? format = null,
        [CallerArgumentExpression(nameof(value))] string expression = ""
    )
        where T : struct
    {
        if (value is { } present)
        {
            AppendFormatted(present, alignment, format, expression);
        }
        else
        {
            AppendFormatted((string?)null, alignment, format, expression);
        }
    }

    /// <summary>Hands the message over to the logger.</summary>
    internal readonly void WriteTo(ILogger logger, EventId eventId, Exception? exception)
    {
        if (_pending is not null)
        {
            _pending.Complete(_path);
            _pending.WriteTo(logger, TLevel.Level, eventId, exception);
        }
        else if (_text is not null)
        {
            WriteText(logger, eventId, exception, _text);
        }
    }

    private static void WriteText(ILogger logger, EventId eventId, Exception? exception, string text)
    {
        ArgumentNullException.ThrowIfNull(logger);
        if (logger.IsEnabled(TLevel.Level))
        {
            var pending = PendingMessage.Rent();
            pending.Complete(text);
            pending.WriteTo(logger, TLevel.Level, eventId, exception);
        }
    }
}
