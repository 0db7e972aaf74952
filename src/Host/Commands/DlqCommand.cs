using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.DeadLetters;
using ActorLog.Journal;

namespace ActorLog.Host.Commands;

/// <summary><c>actorlog dlq list|show|replay</c>: the dead letters of a host, and of apps that use the same folder.</summary>
internal static class DlqCommand
{
    public static int List(DlqArguments arguments, TextWriter output, TextWriter error) =>
        WithFolder(
            arguments,
            error,
            (folder, host) =>
            {
                var archive = DeadLetterArchive.Open(folder);
                var list = new LetterList(output, TimeProvider.System);
                var any = false;
                foreach (var letter in archive.Read().Where(letter => IsOf(arguments.Sink, letter)))
                {
                    any = true;
                    Write(letter, arguments, list, output);
                }

                // Letters of a sink that is no longer configured are shown; where there are none, the name is mistyped.
                if (!any && arguments.Sink is { } sink && host?.Builder.Sinks.Any(own => Is(own.Key, sink)) == false)
                {
                    return NoSink(sink, host, error);
                }

                if (!arguments.IsJson)
                {
                    list.End(folder, arguments.Sink);
                }

                return Unreadable(archive, error);
            }
        );

    public static int Show(DlqArguments arguments, TextWriter output, TextWriter error) =>
        WithFolder(
            arguments,
            error,
            (folder, _) =>
            {
                var id = arguments.Ids.Single();
                if (DeadLetterArchive.Open(folder).Read().FirstOrDefault(letter => letter.Id == id) is not { } letter)
                {
                    error.WriteLine($"there is no dead letter {id} in '{folder}'");
                    return ExitCodes.Failed;
                }

                output.WriteLine(arguments.IsJson ? LetterJson.Line(letter) : LetterText.Of(letter));
                return ExitCodes.Ok;
            }
        );

    public static async Task<int> ReplayAsync(
        DlqArguments arguments,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        if (HostLoading.Load(arguments.Host, error) is not var (host, _))
        {
            return ExitCodes.Configuration;
        }

        var sinks = host.Sinks.ToDictionary(sink => sink.Key, sink => sink.Value, StringComparer.OrdinalIgnoreCase);
        if (arguments.To is { } to && !sinks.ContainsKey(to))
        {
            return NoSink(to, host, error);
        }

        if (IsMissing(arguments.Folder, error))
        {
            return ExitCodes.Failed;
        }

        var options = new DeadLetterReplayOptions
        {
            Folder = arguments.Folder ?? host.Builder.Options.DeadLetterFolder,
            Sinks = sinks,
            Ids = arguments.Ids,
            From = arguments.Sink,
            To = arguments.To,
            Report = (sink, text) => error.WriteLine($"actorlog: sink '{sink}': {OneLine.Of(text)}"),
        };
        return await TryAsync(
                error,
                () =>
                    options.From is { } sink && IsOfNobody(sink, options.Folder, host)
                        ? Task.FromResult(NoSink(sink, host, error))
                        : ReplayAsync(options, arguments.IsDryRun, output, error, cancellationToken)
            )
            .ConfigureAwait(false);
    }

    private static async Task<int> ReplayAsync(
        DeadLetterReplayOptions options,
        bool isDryRun,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        if (IsHidden(options.Folder, error))
        {
            return ExitCodes.Failed;
        }

        if (!Directory.Exists(options.Folder))
        {
            error.WriteLine($"there are no dead letters: there is no folder '{options.Folder}'");
            return options.Ids.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        }

        using var replay = DeadLetterReplay.TryBegin(options);
        if (replay is null)
        {
            error.WriteLine($"another replay of '{options.Folder}' is under way");
            return ExitCodes.Failed;
        }

        if (Unknown(options, replay) is { } unknown)
        {
            error.WriteLine(unknown);
            return ExitCodes.Failed;
        }

        if (isDryRun)
        {
            ReplayReport.WritePlan(replay.Letters, options.To, output);
            return ExitCodes.Ok;
        }

        var results = await replay.RunAsync(cancellationToken).ConfigureAwait(false);
        ReplayReport.Write(results, output);
        return results.All(result => result is { Left: 0, Rejected.Count: 0 }) ? ExitCodes.Ok : ExitCodes.Undelivered;
    }

    // A sink that was taken out of the configuration may have left letters; one that has none is mistyped.
    private static bool IsOfNobody(string sink, string folder, HostComposition host) =>
        !host.Builder.Sinks.Any(own => Is(own.Key, sink))
        && !(Directory.Exists(folder) && DeadLetterArchive.Open(folder).Read().Any(letter => IsOf(sink, letter)));

    /// <summary>What is wrong with the ids that were asked for.</summary>
    private static string? Unknown(DeadLetterReplayOptions options, DeadLetterReplay replay)
    {
        var unknown = options
            .Ids.Except(options.Ids.Count == 0 ? [] : replay.Letters.Select(letter => letter.Id))
            .ToArray();
        return unknown.Length == 0
            ? null
            : $"no dead letter to replay in '{options.Folder}': {string.Join(", ", unknown)}; it is not there, or was replayed";
    }

    private static void Write(DeadLetter letter, DlqArguments arguments, LetterList list, TextWriter output)
    {
        if (letter.IsReplayed && !arguments.WithReplayed)
        {
            list.Skip();
        }
        else if (arguments.IsJson)
        {
            output.WriteLine(LetterJson.Line(letter));
        }
        else
        {
            list.Write(letter);
        }
    }

    private static int WithFolder(DlqArguments arguments, TextWriter error, Func<string, HostComposition?, int> run)
    {
        if (arguments.Folder is { } folder)
        {
            return IsMissing(folder, error) ? ExitCodes.Failed : Try(error, () => run(folder, null));
        }

        if (HostLoading.Load(arguments.Host, error) is not var (host, _))
        {
            return ExitCodes.Configuration;
        }

        var configured = host.Builder.Options.DeadLetterFolder;
        return IsHidden(configured, error) ? ExitCodes.Failed : Try(error, () => run(configured, host));
    }

    // To whoever may not look into the folder above it, a folder that is there seems not to be: no letters would be a lie.
    private static bool IsHidden(string folder, TextWriter error)
    {
        try
        {
            _ = File.GetAttributes(folder);
        }
        catch (UnauthorizedAccessException failure)
        {
            error.WriteLine($"actorlog: {failure.Message}");
            return true;
        }
        catch (IOException)
        {
            // It is not there.
        }

        return false;
    }

    // The folder of the configuration comes with its first letter. One that was named is there, or is mistyped.
    private static bool IsMissing(string? folder, TextWriter error)
    {
        if (folder is null || Directory.Exists(folder))
        {
            return false;
        }

        if (!IsHidden(folder, error))
        {
            error.WriteLine($"there is no folder '{folder}'");
        }

        return true;
    }

    private static int NoSink(string sink, HostComposition host, TextWriter error)
    {
        error.WriteLine(
            $"there is no sink '{sink}'; there are: {string.Join(", ", host.Sinks.Select(own => own.Key))}"
        );
        return ExitCodes.Usage;
    }

    private static int Unreadable(DeadLetterArchive archive, TextWriter error)
    {
        if (archive.Unreadable == 0)
        {
            return ExitCodes.Ok;
        }

        error.WriteLine($"{archive.Unreadable} could not be read: damaged, or written by a later version");
        return ExitCodes.Failed;
    }

    private static bool IsOf(string? sink, DeadLetter letter) => sink is null || Is(letter.Sink, sink);

    private static bool Is(string name, string sink) => string.Equals(name, sink, StringComparison.OrdinalIgnoreCase);

    private static int Try(TextWriter error, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"actorlog: {failure.Message}");
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> TryAsync(TextWriter error, Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"actorlog: {failure.Message}");
            return ExitCodes.Failed;
        }
    }
}
