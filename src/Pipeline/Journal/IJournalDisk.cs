using System;
using System.Collections.Generic;

namespace ActorLog.Journal;

/// <summary>What a journal needs of a file system: so little, that tests can put one in its place that loses and tears writes.</summary>
/// <remarks>
/// Everything throws <see cref="System.IO.IOException"/> or <see cref="UnauthorizedAccessException"/>. What was written is on
/// the medium after <see cref="IJournalFile.Sync"/>; that a file was made, renamed or deleted is there after <see cref="SyncFolder"/>.
/// </remarks>
internal interface IJournalDisk
{
    /// <summary>Makes a folder and its parents, as far as they are not there. They are on the medium when this returns.</summary>
    void CreateFolder(string path);

    /// <summary>Makes a file, which must not be there yet, and opens it for reading and writing.</summary>
    IJournalFile Create(string path);

    /// <summary>Opens a file, which must be there, for reading and writing. It may be deleted while it is open.</summary>
    IJournalFile Open(string path);

    /// <summary>The names of the files in a folder, in any order; none when there is no such folder.</summary>
    IEnumerable<string> Names(string folder);

    /// <summary>The names of the folders in a folder, in any order; none when there is no such folder.</summary>
    IEnumerable<string> Folders(string folder);

    /// <summary>The length of a file; null when it does not exist.</summary>
    long? Length(string path);

    /// <summary>Whether there is a file. Asked before each group that is written.</summary>
    bool Exists(string path) => Length(path) is not null;

    /// <summary>Gives a file another name, in one step. Never overwrites a file.</summary>
    void Move(string path, string newPath);

    /// <summary>Deletes a file. One that does not exist is no error.</summary>
    void Delete(string path);

    /// <summary>Deletes an empty folder.</summary>
    void DeleteFolder(string path);

    /// <summary>Puts on the medium which files the folder has.</summary>
    void SyncFolder(string path);

    /// <summary>How many bytes can still be written to the disk that holds the folder.</summary>
    long FreeBytes(string folder);

    /// <summary>Takes the lock that a file stands for, among all processes and within this one. It ends with the process.</summary>
    /// <returns>Gives the lock back when disposed; null when somebody has it.</returns>
    IDisposable? TryLock(string path);
}
