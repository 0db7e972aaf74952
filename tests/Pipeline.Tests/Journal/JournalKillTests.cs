using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>A process of its own writes a journal to the machine's disk, and is killed (SIGKILL) at each point of its life.</summary>
[Trait("Law", "7")]
public sealed class JournalKillTests : IDisposable
{
    private const int Prepared = 50;
    private static readonly string[] Cursors = ["a", "b"];
    private static readonly JournalLimits Limits = new(2_048, long.MaxValue, Timeout.InfiniteTimeSpan, 0);
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Points => [.. Enum.GetNames<JournalPoint>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Points))]
    public async Task WhatAProcessAcknowledgedOutlivesItsKill(string point)
    {
        var (adopts, lost) = (Prepare(point), point is nameof(JournalPoint.DamageKept) ? 1 : 0);

        var acknowledged = await LiveAsync(point, IsOfStart(point) ? 1 : 3);

        Recover(Recover(acknowledged, lost, adopts), lost, adopts);
    }

    /// <summary>Makes what a start needs to come to the point: a torn tail, damage, a file of another journal, an orphan.</summary>
    /// <returns>Whether there is an orphan.</returns>
    private bool Prepare(string point)
    {
        if (point.StartsWith("Adoption", StringComparison.Ordinal) || point is nameof(JournalPoint.OrphanEmptied))
        {
            Fill(Path.Combine(_folder.Path, "2"), "orphan");
            return true;
        }

        if (IsOfStart(point))
        {
            Fill(_folder.Path, "frame");
            var segments = Directory.GetFiles(_folder.Path, "*.segment").Order(StringComparer.Ordinal).ToArray();
            Harm(point, segments[^1]);
        }

        return false;
    }

    private static void Harm(string point, string segment)
    {
        var bytes = File.ReadAllBytes(segment);
        switch (point)
        {
            case nameof(JournalPoint.TailCut):
                File.WriteAllBytes(segment, [.. bytes, .. bytes.AsSpan(64, 20)]);
                break;
            case nameof(JournalPoint.DamageKept):
                bytes[SegmentHeader.Size + FrameFormat.HeaderSize] ^= 1;
                File.WriteAllBytes(segment, bytes);
                break;
            default:
                new SegmentHeader(Guid.Empty, 99, 1, Some.Time).Write(bytes);
                File.WriteAllBytes(JournalNames.Segment(Path.GetDirectoryName(segment)!, 99), bytes);
                break;
        }
    }

    private static void Fill(string folder, string text)
    {
        using var log = Open(folder);
        for (var i = 1; i <= Prepared; i++)
        {
            log.Append(2, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text} {i}")));
        }

        log.Commit(sync: true);
    }

    private static JournalLog Open(string folder) =>
        JournalLog.Open(JournalDisk.Instance, folder, Limits, Cursors, TimeProvider.System, new JournalNotes());

    private static bool IsOfStart(string point) =>
        point
            is nameof(JournalPoint.TailCut)
                or nameof(JournalPoint.DamageKept)
                or nameof(JournalPoint.FileQuarantined)
                or nameof(JournalPoint.OrphanEmptied)
        || point.StartsWith("Adoption", StringComparison.Ordinal);

    private async Task<long> LiveAsync(string point, int times)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "ExitApp.dll"),
                "journal",
                _folder.Path,
                point,
                times.ToString(CultureInfo.InvariantCulture),
            },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = await process.StandardOutput.ReadToEndAsync().WithinLimit();
        await process.WaitForExitAsync().WithinLimit();
        Assert.True(process.ExitCode == 137, $"ended with {process.ExitCode}: {await errors}");
        return lines
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => long.Parse(line, CultureInfo.InvariantCulture))
            .LastOrDefault(1);
    }

    /// <summary>Opens the journal, adopts what is left of the orphan, and looks for every frame.</summary>
    /// <returns>Where it ends.</returns>
    private long Recover(long acknowledged, int lost, bool adopts)
    {
        using var folders = JournalFolders.Acquire(JournalDisk.Instance, _folder.Path);
        Assert.Equal(_folder.Path, folders.Folder);
        using var log = Open(folders.Folder);
        Assert.Equal(lost, log.Recovery.LostFrames);
        Assert.True(log.End >= acknowledged, $"ends at {log.End}, {acknowledged} were acknowledged");
        foreach (var orphan in folders.Orphans)
        {
            using var adoption = new JournalAdoption(
                JournalDisk.Instance,
                log,
                orphan,
                Limits,
                TimeProvider.System,
                new JournalNotes()
            );
            while (adoption.Step()) { }
        }

        var adopted = Enumerable.Range(1, adopts ? Prepared : 0).Select(i => $"orphan {i}");
        Assert.Equal(adopted, Read(log, lost).Distinct());
        return log.End;
    }

    private static List<string> Read(JournalLog log, long lost)
    {
        var adopted = new List<string>();
        using var reader = log.CreateReader(log.CursorOf("a"));
        while (reader.TryRead(out var frame))
        {
            if (frame.Missing > 0)
            {
                Assert.Equal(lost, frame.Missing);
                continue;
            }

            if (frame.Tag == AdoptedFrame.AdoptedTag && AdoptedFrame.TryRead(frame.Payload, out var inner))
            {
                adopted.Add(Encoding.UTF8.GetString(inner.Payload));
                continue;
            }

            Assert.Equal(
                string.Create(CultureInfo.InvariantCulture, $"frame {frame.Position}"),
                Encoding.UTF8.GetString(frame.Payload)
            );
        }

        return adopted;
    }
}
