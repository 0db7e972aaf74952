using System;
using System.Collections.Generic;

namespace ActorLog.Sinks;

/// <summary>What a file sink needs of a file system: so little, that tests can put a faulty one in its place.</summary>
/// <remarks>Everything throws <see cref="System.IO.IOException"/> or <see cref="UnauthorizedAccessException"/>.</remarks>
internal interface IFileSystem
{
    /// <summary>Opens a file to append to it. Creates it, and its folder, where they do not exist.</summary>
    IAppendFile OpenAppend(string path);

    /// <summary>Gives a file another name, unless that is taken: never overwrites a file.</summary>
    /// <returns>False when it is taken.</returns>
    bool TryMove(string path, string newPath);

    /// <summary>Deletes a file.</summary>
    void Delete(string path);

    /// <summary>The files in a folder, in any order; none when there is no such folder.</summary>
    IEnumerable<string> Names(string folder);

    /// <summary>The length of a file and the time of its last write; null when it does not exist.</summary>
    (long Length, DateTimeOffset LastWrite)? Find(string path);
}
