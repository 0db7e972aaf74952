using System;
using System.Collections.Generic;

namespace ActorLog.Kit;

/// <summary>A file of a <see cref="CrashDisk"/>: what is read, what is on the medium, and which sectors differ.</summary>
internal sealed class CrashNode
{
    private readonly SortedSet<int> _dirty = [];
    private byte[] _now = [];
    private byte[] _durable = [];
    private int _length;
    private int _durableLength;
    private bool _isLengthDirty;

    public ReadOnlySpan<byte> Bytes => _now.AsSpan(0, _length);

    public void Write(ReadOnlySpan<byte> bytes, long offset, int sector)
    {
        var end = (int)offset + bytes.Length;
        SetLength(Math.Max(_length, end), sector);
        bytes.CopyTo(_now.AsSpan((int)offset));
        Dirty((int)offset, end, sector);
        _isLengthDirty |= end > _durableLength;
    }

    public void SetLength(int length, int sector)
    {
        if (length > _now.Length)
        {
            Array.Resize(ref _now, Math.Max(length, 2 * _now.Length));
        }

        if (length < _length)
        {
            _now.AsSpan(length, _length - length).Clear();
            Dirty(length, _length, sector);
        }

        _isLengthDirty |= length != _length;
        _length = length;
    }

    public void Sync(int sector)
    {
        foreach (var dirty in _dirty)
        {
            Persist(dirty, sector);
        }

        SetDurableLength(_isLengthDirty ? _length : _durableLength);
        ForgetDirt();
    }

    /// <summary>What was not synced will not be: a sync failed.</summary>
    public void ForgetDirt()
    {
        _dirty.Clear();
        _isLengthDirty = false;
    }

    public void Crash(Func<int, int> chance, int sector)
    {
        foreach (var dirty in _dirty)
        {
            if (chance(2) == 0)
            {
                Persist(dirty, sector);
            }
        }

        if (_isLengthDirty && chance(3) is var kind and > 0)
        {
            var shorter = Math.Min(_length, _durableLength);
            SetDurableLength(kind == 1 ? _length : shorter + chance(Math.Abs(_length - _durableLength) + 1));
        }

        ForgetDirt();
        _durable.AsSpan(_durableLength).Clear();
        _now = [.. _durable];
        _length = _durableLength;
    }

    private void Dirty(int from, int to, int sector)
    {
        for (var i = from / sector; i * sector < to; i++)
        {
            _dirty.Add(i);
        }
    }

    private void Persist(int index, int sector)
    {
        var (from, to) = (index * sector, Math.Min((index + 1) * sector, _now.Length));
        if (to > _durable.Length)
        {
            Array.Resize(ref _durable, _now.Length);
        }

        if (from < to)
        {
            _now.AsSpan(from, to - from).CopyTo(_durable.AsSpan(from));
        }
    }

    private void SetDurableLength(int length)
    {
        if (length > _durable.Length)
        {
            Array.Resize(ref _durable, length);
        }

        // What lies behind the end is read as zeros, should the file become longer again.
        _durable.AsSpan(length).Clear();
        _durableLength = length;
    }
}
