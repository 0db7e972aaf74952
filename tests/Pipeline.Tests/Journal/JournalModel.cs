using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActorLog.Journal;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Journal;

/// <summary>
/// A journal on a disk that loses and tears, and beside it what has to be true of it: what was acknowledged, at which level,
/// what may have been deleted, and what was ever appended at each position.
/// </summary>
internal sealed class JournalModel
{
    private static readonly string[] Names = ["a", "b"];

    private readonly JournalNotes _notes = new();
    private readonly Random _random;
    private readonly CrashDisk _disk = new();
    private readonly Dictionary<long, HashSet<string>> _ever = [];
    private readonly Dictionary<long, string> _committed = [];
    private readonly List<(long Position, string Text)> _group = [];
    private readonly Dictionary<string, JournalReader> _readers = [];
    private readonly Dictionary<string, long> _floor = [];
    private readonly Dictionary<string, long> _ceiling = [];
    private OpenJournal _journal;
    private long _synced = 1;
    private long _deletable = 1;
    private bool _hasCommitted;
    private int _texts;

    public JournalModel(int seed)
    {
        _random = new Random(seed);
        _journal = new OpenJournal(_disk, Names, notes: _notes);
        Reopened();
    }

    private JournalLog Log => _journal.Log;

    /// <summary>How often the process was stopped at the point of <see cref="StopAt"/>.</summary>
    public int Stops { get; private set; }

    /// <summary>Whether the process was stopped, and can only be ended.</summary>
    public bool IsStopped => _disk.IsHalted;

    public void Append(int count, int size)
    {
        for (var i = 0; i < count; i++)
        {
            var text = $"{++_texts}:{new string('x', _random.Next(size))}";
            var position = Log.Append((byte)_random.Next(7), Encoding.UTF8.GetBytes(text));
            _group.Add((position, text));
            _ever.TryAdd(position, []);
            _ever[position].Add(text);
        }
    }

    public void Commit(bool sync)
    {
        var readable = Log.Readable;
        try
        {
            Log.Commit(sync);
            foreach (var (position, text) in _group)
            {
                _committed[position] = text;
            }

            _synced = sync ? Log.Readable : _synced;
            _hasCommitted = true;
        }
        catch (IOException)
        {
            Assert.Equal(readable, Log.End);
            Assert.Equal(readable, Log.Readable);
        }

        _group.Clear();
    }

    public void Sync()
    {
        try
        {
            Log.Sync();
            _synced = Log.Readable;
        }
        catch (IOException)
        {
            // Nothing was acknowledged.
        }
    }

    public void Checkpoint(bool sync)
    {
        var cursors = Names.ToDictionary(name => name, Log.CursorOf);
        _deletable = Math.Max(_deletable, cursors.Values.Min());
        try
        {
            Log.Checkpoint(sync);
            foreach (var (name, position) in cursors)
            {
                _floor[name] = sync ? position : _floor[name];
            }
        }
        catch (IOException)
        {
            // It is done the next time.
        }
    }

    /// <summary>Reads on with one of the readers, and settles a part of what was read.</summary>
    public void Read(int which, int count, bool settle)
    {
        var (name, reader) = (Names[which], _readers[Names[which]]);
        while (count-- > 0)
        {
            var position = reader.Position;
            if (!reader.TryRead(out var frame))
            {
                Assert.Equal(Log.Readable, position);
                break;
            }

            AssertFrame(position, frame);
        }

        if (settle)
        {
            Log.MoveCursor(name, reader.Position - _random.Next(3));
        }
    }

    /// <summary>Lets the next things that are done to the disk fail, or stops the process at one of them.</summary>
    public void Fail(DiskAction action, int after, int times, bool stop)
    {
        _disk.ShortWrite = _random.Next(200);
        _disk.Fault = (found, _) =>
        {
            if (found != action || after-- > 0 || times-- <= 0)
            {
                return null;
            }

            _disk.IsHalted = stop;
            return FaultDisk.Broken();
        };
    }

    /// <summary>Stops the process when it comes to a point for the n-th time from now.</summary>
    public void StopAt(string point, int times) =>
        _notes.OnPoint = reached =>
        {
            if (reached == point && --times == 0)
            {
                _disk.IsHalted = true;
                Stops++;
            }
        };

    public void Heal() => _disk.Fault = (_, _) => null;

    public void Close()
    {
        Heal();
        if (!_disk.IsHalted)
        {
            _group.Clear();
            _deletable = Math.Max(_deletable, Names.Min(Log.CursorOf));
            Log.Dispose();
            _synced = Log.Readable;
        }

        Kill();
    }

    /// <summary>The process dies; all that was written is there.</summary>
    public void Kill()
    {
        _disk.Kill();
        Reopen(_committed.Keys.DefaultIfEmpty().Max() + 1, _disk.Kill);
    }

    /// <summary>The power fails; all that was synced is there.</summary>
    public void Crash()
    {
        _disk.Crash(_random.Next);
        Reopen(_synced, () => _disk.Crash(_random.Next));
    }

    private void Reopen(long certain, Action end)
    {
        Heal();
        foreach (var reader in _readers.Values)
        {
            reader.Dispose();
        }

        var before = _journal;
        var cursors = Names.ToDictionary(name => name, before.Log.CursorOf);
        if (_random.Next(3) == 0)
        {
            StopWhileOpening();
            end();
        }

        _journal = Open(end);
        _group.Clear();
        Assert.True(Log.End >= certain, $"the journal ends at {Log.End}, {certain} was acknowledged");
        var found = ReadAll();
        foreach (var (position, text) in _committed.Where(frame => frame.Key < certain && frame.Key >= _deletable))
        {
            Assert.True(found.TryGetValue(position, out var there), $"{position} was acknowledged and is gone");
            Assert.Equal(text, there);
        }

        AssertRecovery(found, cursors);
        _committed.Clear();
        foreach (var (position, text) in found)
        {
            _committed[position] = text;
        }

        Reopened();
    }

    private OpenJournal Open(Action end)
    {
        try
        {
            var journal = new OpenJournal(_disk, Names, notes: _notes);
            if (!IsStopped)
            {
                return journal;
            }
        }
        catch (IOException) when (IsStopped)
        {
            // A point was reached on the way.
        }

        end();
        return new OpenJournal(_disk, Names, notes: _notes);
    }

    private void StopWhileOpening()
    {
        var after = _random.Next(8);
        var stoppable = new[] { DiskAction.Delete, DiskAction.SetLength, DiskAction.Sync, DiskAction.Read };
        _disk.Fault = (found, _) =>
        {
            if (!stoppable.Contains(found) || after-- > 0)
            {
                return null;
            }

            _disk.IsHalted = true;
            return FaultDisk.Broken();
        };
        try
        {
            _ = new OpenJournal(_disk, Names);
        }
        catch (IOException)
        {
            // It was stopped on the way.
        }

        Heal();
    }

    private Dictionary<long, string> ReadAll()
    {
        var found = new Dictionary<long, string>();
        using var reader = Log.CreateReader(1);
        while (reader.TryRead(out var frame))
        {
            if (frame.Missing == 0)
            {
                var text = Encoding.UTF8.GetString(frame.Payload);
                Assert.Contains(text, _ever[frame.Position]);
                found.Add(frame.Position, text);
            }
        }

        Assert.Equal(Log.End, reader.Position);
        return found;
    }

    private void AssertRecovery(Dictionary<long, string> found, Dictionary<string, long> cursors)
    {
        Assert.False(Log.Recovery.StateRebuilt && _synced > 1, "the state was lost");
        foreach (var cursor in Log.Recovery.Cursors)
        {
            var waiting = found.Keys.Count(position => position >= cursor.Position);
            Assert.Equal(waiting, cursor.Waiting);
            Assert.Equal(Log.End - cursor.Position - waiting, cursor.Lost);
            // A state that an earlier life did not sync may turn up, but only before there are frames that it does not know.
            _ceiling[cursor.Name] = Math.Max(_ceiling.GetValueOrDefault(cursor.Name), cursors[cursor.Name]);
            var ceiling = _hasCommitted ? cursors[cursor.Name] : _ceiling[cursor.Name];
            Assert.InRange(cursor.Position, _floor[cursor.Name], ceiling);
        }
    }

    private void Reopened()
    {
        _synced = Log.Synced;
        _hasCommitted = false;
        Assert.Equal(Log.End, Log.Synced);
        foreach (var name in Names)
        {
            _floor.TryAdd(name, 1);
            _readers[name] = Log.CreateReader(Log.CursorOf(name));
        }
    }

    private void AssertFrame(long position, in JournalFrame frame)
    {
        Assert.Equal(position, frame.Position);
        if (frame.Missing == 0)
        {
            Assert.Equal(_committed[position], Encoding.UTF8.GetString(frame.Payload));
            return;
        }

        for (var i = 0; i < frame.Missing; i++)
        {
            Assert.False(
                _committed.ContainsKey(position + i) && position + i >= _deletable,
                $"{position + i} is there, and the reader says it is not"
            );
        }
    }
}
