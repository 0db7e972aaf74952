using System;
using System.IO;

namespace ActorLog.Journal;

/// <summary>The file with the state: two slots, of which the valid one with the greater generation counts.</summary>
/// <remarks>
/// The slot that is known to be on the medium is never overwritten, so however a write is torn, and however many were not
/// synced, one whole state remains. Both slots are filled when the file is made: a full disk does not stop a state from being
/// written.
/// </remarks>
internal sealed class StateFile(IJournalDisk disk, string folder, IJournalObserver observer) : IDisposable
{
    private readonly byte[] _buffer = new byte[JournalState.MaxSize];
    private readonly string _path = Path.Combine(folder, JournalNames.State);
    private IJournalFile? _file;
    private long _generation;
    private int _safeSlot = 1;

    /// <summary>Where the file is.</summary>
    public string FilePath => _path;

    /// <summary>Whether <see cref="Load"/> found something, but nothing that can be read.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Reads the state; null when there is none that can be read.</summary>
    public JournalState? Load()
    {
        if (disk.Length(_path) is null)
        {
            return null;
        }

        using var file = disk.Open(_path);
        var (zero, one) = (ReadSlot(file, 0), ReadSlot(file, 1));
        _safeSlot = (zero?.Generation ?? -1) > (one?.Generation ?? -1) ? 0 : 1;
        var state = _safeSlot == 0 ? zero : one;
        _generation = state?.Generation ?? 0;
        IsDamaged &= state is null;
        return state;
    }

    /// <summary>Writes the state into the slot that is not needed, under the next generation.</summary>
    public void Save(JournalState state, bool sync)
    {
        _file ??= OpenOrCreate();
        var slot = 1 - _safeSlot;
        var length = (state with { Generation = ++_generation }).Write(_buffer);
        _file.Write(_buffer.AsSpan(0, length), (long)slot * JournalState.MaxSize);
        observer.Reached(JournalPoint.StateWritten);
        if (sync)
        {
            _file.Sync();
            _safeSlot = slot;
            observer.Reached(JournalPoint.StateSynced);
        }
    }

    /// <summary>Lets go of the file, which may be one that is deleted: the next state is written to what then has its name.</summary>
    public void Renew() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private IJournalFile OpenOrCreate()
    {
        var isThere = disk.Length(_path) is not null;
        var file = isThere ? disk.Open(_path) : disk.Create(_path);
        try
        {
            if (file.Length < 2 * JournalState.MaxSize)
            {
                file.SetLength(0);
                _buffer.AsSpan().Clear();
                file.Write(_buffer, 0);
                file.Write(_buffer, JournalState.MaxSize);
            }

            // The state that was found may never have been synced. From now on its slot is the one that stays.
            file.Sync();
            disk.SyncFolder(folder);
            return file;
        }
        catch
        {
            file.Dispose();
            if (!isThere)
            {
                // After a failed sync nobody knows what of it ever gets to the medium: it is made anew the next time.
                disk.Delete(_path);
            }

            throw;
        }
    }

    private JournalState? ReadSlot(IJournalFile file, int slot)
    {
        try
        {
            var bytes = _buffer.AsSpan(0, file.Read(_buffer, (long)slot * JournalState.MaxSize));
            var state = JournalState.Read(bytes);
            IsDamaged |= state is null && bytes.ContainsAnyExcept((byte)0);
            return state;
        }
        catch (IOException)
        {
            IsDamaged = true;
            return null;
        }
    }
}
