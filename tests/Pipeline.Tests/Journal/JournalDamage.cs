using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActorLog.Journal;
using ActorLog.Kit;

namespace ActorLog.Tests.Journal;

/// <summary>Damages the files of a closed journal, each time in another way, and knows which frames outlive it.</summary>
internal sealed class JournalDamage
{
    private readonly CrashDisk _disk;
    private readonly Random _random;

    public JournalDamage(CrashDisk disk, int seed)
    {
        (_disk, _random) = (disk, new Random(seed));
        Kind = Act();
    }

    /// <summary>What was done.</summary>
    public string Kind { get; }

    /// <summary>Whether the journal can still know how far it went.</summary>
    public bool IsStateGone { get; private set; }

    private string[] Segments => [.. _disk.Paths.Where(path => path.EndsWith(".segment", StringComparison.Ordinal))];

    private static string State => Path.Combine(OpenJournal.Folder, JournalNames.State);

    /// <summary>The frames of a whole journal: each with the bytes that have to be somewhere for it to be found.</summary>
    public static Dictionary<long, byte[]> FramesOf(CrashDisk disk)
    {
        var frames = new Dictionary<long, byte[]>();
        foreach (var path in disk.Paths.Where(path => path.EndsWith(".segment", StringComparison.Ordinal)))
        {
            var bytes = disk.Bytes(path);
            var seed = SegmentHeader.Read(bytes, out _)!.Seed;
            for (var at = SegmentHeader.Size; at < bytes.Length; )
            {
                _ = FrameFormat.TryReadHeader(bytes.AsSpan(at), seed, out var header);
                frames.Add(header.Position, bytes[at..(at + FrameFormat.HeaderSize + header.Length)]);
                at += header.Size;
            }
        }

        return frames;
    }

    /// <summary>The positions of the frames whose bytes are still in some segment.</summary>
    public IEnumerable<long> Outlive(Dictionary<long, byte[]> frames)
    {
        var segments = Segments.Select(_disk.Bytes).ToArray();
        return frames
            .Where(frame => segments.Any(bytes => bytes.AsSpan().IndexOf(frame.Value) >= 0))
            .Select(frame => frame.Key);
    }

    private string Act()
    {
        if (Segments.Length == 0 || !_disk.Paths.Contains(State))
        {
            return "nothing more";
        }

        var segment = Pick(Segments);
        switch (_random.Next(12))
        {
            case 0 or 1 or 2:
                return Change(segment, bytes => Flip(bytes, 1));
            case 3:
                return Change(segment, bytes => Flip(bytes, 2 + _random.Next(20)));
            case 4:
                return Change(segment, bytes => bytes[.._random.Next(bytes.Length)]);
            case 5:
                return Change(segment, bytes => Run(bytes, (run, _) => Array.Clear(run)));
            case 6:
                return Change(segment, bytes => Run(bytes, (run, random) => random.NextBytes(run)));
            case 7:
                return Change(segment, Resize);
            case 8:
                _disk.Remove(segment);
                return $"{segment} removed";
            case 9:
                return Swap(segment, Pick(Segments));
            case 10:
                return Change(State, bytes => Flip(bytes, 1 + _random.Next(3)));
            default:
                return LoseState();
        }
    }

    private string Change(string path, Func<byte[], byte[]> change)
    {
        _disk.Put(path, change(_disk.Bytes(path)));
        return $"{path} changed by {change.Method.Name}";
    }

    private byte[] Flip(byte[] bytes, int bits)
    {
        for (var i = 0; i < bits; i++)
        {
            bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        }

        return bytes;
    }

    private byte[] Run(byte[] bytes, Action<byte[], Random> make)
    {
        var from = _random.Next(bytes.Length);
        var run = new byte[_random.Next(bytes.Length - from)];
        make(run, _random);
        run.CopyTo(bytes, from);
        return bytes;
    }

    /// <summary>Bytes come in between, or are taken out.</summary>
    private byte[] Resize(byte[] bytes)
    {
        var at = _random.Next(bytes.Length);
        return _random.Next(2) == 0
            ? [.. bytes[..at], .. new byte[1 + _random.Next(50)], .. bytes[at..]]
            : [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + _random.Next(50))..]];
    }

    private string Swap(string one, string other)
    {
        var (first, second) = (_disk.Bytes(one), _disk.Bytes(other));
        _disk.Put(one, second);
        _disk.Put(other, first);
        return $"{one} and {other} swapped";
    }

    private string LoseState()
    {
        IsStateGone = true;
        if (_random.Next(2) == 0)
        {
            _disk.Remove(State);
            return "state removed";
        }

        return Change(
            State,
            bytes =>
            {
                bytes[_random.Next(100)] ^= 1;
                bytes[JournalState.MaxSize + _random.Next(100)] ^= 1;
                return bytes;
            }
        );
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
