using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Unicode;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Host.Inputs.Decoding;
using ActorLog.Runtime;

namespace ActorLog.Host.Inputs.Stdin;

/// <summary>Takes lines in from standard input. It is not read on while the pipeline is full, so the program behind the pipe waits.</summary>
internal sealed class StdinInput(StdinInputOptions options, InputContext context, Func<Stream?> open) : ILogInput
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _giveUp = new();
    private readonly ILineDecoder _decoder = new LineDecoders(context.Clock.LocalTimeZone).ByName[options.Format];

    public IReadOnlyList<string> Description { get; private set; } = [];

    public Task Completion { get; private set; } = Task.CompletedTask;

    public Task StartAsync(IEventIntake intake, CancellationToken cancellationToken)
    {
        if (open() is { } stream)
        {
            Description = [$"lines ({options.Format})"];
            Completion = Task.Run(() => ReadAsync(stream, intake), cancellationToken);
        }

        return Task.CompletedTask;
    }

    // Ctrl-C reaches the program before the pipe too. Who shut the pipe on it at once would lose what it says at its end, and
    // break that end.
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(Completion, Task.Delay(LastWords, context.Clock, cancellationToken)).ConfigureAwait(false);
        _stop.TrySetResult();
        await using var registration = cancellationToken.Register(_giveUp.Cancel);
        await Completion.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _giveUp.Dispose();
        return default;
    }

    private async Task ReadAsync(Stream stream, IEventIntake intake)
    {
        var reader = new LineReader(stream, (int)options.MaxLine, _stop.Task);
        try
        {
            while (await reader.ReadAsync().ConfigureAwait(false) is { } line)
            {
                if (line.Bytes.IsEmpty)
                {
                    continue;
                }

                var outcome = await intake.WriteAsync(ToDraft(line), _giveUp.Token).ConfigureAwait(false);
                if (outcome is not (WriteOutcome.Accepted or WriteOutcome.Filtered))
                {
                    ReportLeft(line, reader, "the pipeline has stopped");
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            context.Report($"input '{options.Name}': stopped with lines that the pipeline had no room for");
        }
        catch (IOException failure)
        {
            context.Failed($"input '{options.Name}': reading ended: {failure.Message}");
        }
    }

    private LogEventDraft ToDraft(Line line)
    {
        var bytes = line.Bytes.Span;
        var text = Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
        if (line.Part > 0 || !_decoder.TryDecode(text, out var draft, out _))
        {
            // There is nobody to send a wrong line back to, so it goes on as it is.
            draft = new LogEventDraft { Message = Encoding.UTF8.GetString(text) };
        }

        if (line.Part > 0)
        {
            draft.Properties.Add(new LogProperty("part", LogValue.From(line.Part)));
        }

        if (draft.Category.Length == 0)
        {
            draft.Category = options.Category;
        }

        return draft;
    }

    private void ReportLeft(Line line, LineReader reader, string reason) =>
        context.Report(
            $"input '{options.Name}': {reason}; {line.Bytes.Length + reader.Left} bytes were read and not taken"
        );
}
