using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Text;

namespace ActorLog.Sinks;

/// <summary>Sends events over HTTP: exactly one request in flight, in order, on one kept connection.</summary>
/// <remarks>
/// A payload of one event makes a request per event; the others put what is there into one request, up to the limits of
/// the batch. Either way a call comes back after about <see cref="MostPerCall"/> and leaves the rest of its batch for the
/// next, so that what was delivered is soon known and the worker's deadline holds.
/// </remarks>
internal sealed class HttpSink : ILogSink
{
    /// <summary>When a call has taken so long, it begins no further request.</summary>
    public static readonly TimeSpan MostPerCall = TimeSpan.FromSeconds(1);

    private readonly HttpSinkOptions _options;
    private readonly TimeProvider _clock;
    private readonly string _name;
    private readonly SafeFormatter _formatter;
    private readonly HttpRequests _requests;
    private readonly HttpCredentials _credentials;
    private readonly HttpMessageInvoker _connection;
    private readonly RequestDeadline _deadline;
    private readonly ExpectPolicy _expect = new();
    private readonly RequestLimit _limit;
    private readonly ResponseReader _responses = new();
    private readonly ByteBuffer _payload = new();

    /// <summary>Creates the sink.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="context">Name, clock, and what becomes of events that cannot be sent.</param>
    /// <param name="payload">Writes an event as the payload has it.</param>
    public HttpSink(HttpSinkOptions options, SinkContext context, ILogFormatter payload)
    {
        _options = options;
        _clock = context.Clock;
        _name = HttpText.IsFieldValue(context.Name) ? context.Name : Uri.EscapeDataString(context.Name);
        _formatter = context.Safe(payload);
        _requests = new HttpRequests(options);
        _credentials = new HttpCredentials(options.Auth);
        _connection = HttpConnection.Create(options, context.Clock);
        _deadline = new RequestDeadline(options.Timeout, context.Clock);
        _limit = new RequestLimit(options.CarriesMany ? options.Batch.MaxEvents : 1, options.Timeout);
    }

    /// <inheritdoc/>
    public async ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var begun = _clock.GetTimestamp();
        for (var done = 0; done < batch.Count; )
        {
            if (done > 0 && (cancellationToken.IsCancellationRequested || _clock.GetElapsedTime(begun) >= MostPerCall))
            {
                return SinkResult.Partial(done);
            }

            var end = Fill(batch, done);
            try
            {
                var sending = SendAsync(KeyOf(batch, done, end), end - done, cancellationToken);
                if (await sending.ConfigureAwait(false) is { } failure)
                {
                    return Failed(failure, done, end);
                }
            }
            catch (OperationCanceledException) when (done > 0 && cancellationToken.IsCancellationRequested)
            {
                return SinkResult.Partial(done);
            }

            done = end;
        }

        return SinkResult.Delivered;
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _deadline.Dispose();
        return default;
    }

    /// <summary>The answer for a request with the events from <paramref name="done"/> to <paramref name="end"/>.</summary>
    private static SinkResult Failed(SinkFailure failure, int done, int end)
    {
        if (failure.Kind != FailureKind.Rejected || end - done > 1)
        {
            return SinkResult.Failed(failure, done);
        }

        // It was alone in its request, so there is nothing to be found out by splitting the batch.
        var verdicts = new SinkFailure?[end];
        verdicts[done] = failure;
        return SinkResult.PerEvent(verdicts);
    }

    /// <summary>Fills the payload with events from <paramref name="first"/> on. Gives the first event that is not in it.</summary>
    private int Fill(LogBatch batch, int first)
    {
        _payload.Clear();
        var most = Math.Min(batch.Count, first + _limit.Most);
        for (var i = first; i < most; i++)
        {
            var length = _payload.Length;
            _formatter.Format(batch[i], _payload);
            if (i > first && _payload.Length > _options.Batch.MaxBytes)
            {
                _payload.CutTo(length);
                return i;
            }
        }

        return most;
    }

    /// <summary>The same text whenever the same events are sent to the same sink, be it after a restart.</summary>
    private string? KeyOf(LogBatch batch, int first, int end)
    {
        if (_options.IdempotencyHeader.Length == 0)
        {
            return null;
        }

        var (from, to) = (batch[first], batch[end - 1]);
        var key = $"{from.SessionId}:{_name}:{NumberOf(from)}";
        if (!_options.CarriesMany)
        {
            return key;
        }

        // What an earlier run has left begins a request that the first events of this run end, and every run counts from 1: by
        // the number alone, the same key would have been that of a shorter request before the restart.
        return from.SessionId == to.SessionId ? $"{key}-{NumberOf(to)}" : $"{key}-{to.SessionId}:{NumberOf(to)}";
    }

    /// <summary>
    /// An event's number in its session. A notice of drops has none: it is known by the first number that it tells of, which no
    /// other notice does.
    /// </summary>
    private static string NumberOf(LogEvent logEvent) =>
        logEvent.Sequence == 0 && logEvent.TryGetProperty(GapNames.FirstSequence, out var dropped)
            ? $"gap{dropped}"
            : logEvent.Sequence.ToString(CultureInfo.InvariantCulture);

    private async ValueTask<SinkFailure?> SendAsync(string? key, int count, CancellationToken cancellationToken)
    {
        if (_credentials.Prepare() is { } unprepared)
        {
            return unprepared;
        }

        using var request = _requests.Create(_payload, _credentials.Header, key);
        var size = request.Content?.Headers.ContentLength ?? 0;
        request.Headers.ExpectContinue = _expect.Asks(size);
        var token = _deadline.Start(cancellationToken);
        var begun = _clock.GetTimestamp();
        try
        {
            using var response = await _connection.SendAsync(request, token).ConfigureAwait(false);
            var failure = _expect.Answered(size, await JudgeAsync(response, token).ConfigureAwait(false));
            _limit.Answered(failure is null, _clock.GetElapsedTime(begun));
            return failure;
        }
        catch (Exception e) when (TransportFailure.Is(e) && !cancellationToken.IsCancellationRequested)
        {
            return Unanswered(e, size, count);
        }
        finally
        {
            _deadline.Stop();
        }
    }

    /// <summary>What follows when a request has no answer.</summary>
    private SinkFailure Unanswered(Exception exception, long size, int count)
    {
        if (_deadline.IsOver)
        {
            _expect.TookTooLong();
            _limit.Unanswered(count);
            return SinkFailure.NoAnswer(_options.Timeout);
        }

        if (TransportFailure.IsBreak(exception))
        {
            _expect.Broke(size);
            _limit.Unanswered(count);
        }

        return TransportFailure.Of(exception, _options.ConnectTimeout);
    }

    private async ValueTask<SinkFailure?> JudgeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var failure = HttpStatusPolicy.Judge(
            (int)response.StatusCode,
            First(response.Headers, "Retry-After"),
            First(response.Headers, "Location"),
            _clock.GetUtcNow(),
            _options.Method == "GET" ? _payload.Length : 0
        );
        var text = await _responses
            .ReadAsync(response.Content, keep: failure is not null, cancellationToken)
            .ConfigureAwait(false);
        if (failure is null)
        {
            return null;
        }

        text = _credentials.Hide(text);
        failure = HttpStatusPolicy.WithText(failure, text) with { Response = text };
        return failure.Status == 401 && _credentials.HasChanged()
            ? failure with
            {
                Kind = FailureKind.Transient,
                Reason = "HTTP 401; the secret has changed since it was read",
            }
            : failure;
    }

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.First() : null;
}
