using System;
using System.IO;
using System.IO.Compression;
using System.Threading.Tasks;
using ActorLog.Host.Audit;
using ActorLog.Host.Inputs.Stdin;

namespace ActorLog.Host.Commands;

/// <summary><c>actorlog verify FILE...</c>: whether an output has every event, once, and in order.</summary>
internal static class VerifyCommand
{
    // A longer line comes in parts, of which none is in its format: it counts as lines without numbers.
    private const int MaxLine = 64 * 1024 * 1024;

    private static readonly Task Never = new TaskCompletionSource().Task;

    public static async Task<int> RunAsync(VerifyArguments arguments, TextWriter output, TextWriter error)
    {
        var files = AuditFiles.Find(arguments.Files, out var wrong);
        if (wrong.Length > 0)
        {
            error.WriteLine(wrong);
            error.WriteLine("try: actorlog verify --help");
            return ExitCodes.Usage;
        }

        var audit = new OutputAudit(arguments.Numbers, arguments.Rules);
        foreach (var file in files)
        {
            audit.Begin(file);
            try
            {
                await using var stream = Open(file);
                await ReadAsync(stream, audit).ConfigureAwait(false);
            }
            catch (Exception failure)
                when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                error.WriteLine($"'{file}' could not be read: {failure.Message}");
                return ExitCodes.Failed;
            }
        }

        var report = audit.Finish();
        if (arguments.IsJson)
        {
            output.WriteLine(ReportJson.Of(report));
        }
        else
        {
            new ReportText(report, output).Write();
        }

        return report.Problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static Stream Open(string file)
    {
        if (file == AuditFiles.StandardInput)
        {
            return StandardInput.Open(onlyWhenPiped: false) ?? Stream.Null;
        }

        // A file may still be written to, and renamed when it is full.
        var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0,
            FileOptions.SequentialScan
        );
        return file.EndsWith(AuditFiles.Packed, StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(stream, CompressionMode.Decompress)
            : stream;
    }

    private static async Task ReadAsync(Stream stream, OutputAudit audit)
    {
        var reader = new LineReader(stream, MaxLine, Never);
        while (await reader.ReadAsync().ConfigureAwait(false) is { } line)
        {
            audit.Read(line.Bytes.Span, reader.HasEndedInsideLine);
        }
    }
}
