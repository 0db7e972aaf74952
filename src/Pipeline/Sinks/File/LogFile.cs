using System;

namespace ActorLog.Sinks;

/// <summary>One of a sink's files on the disk.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What its name says.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="LastWrite">When it was last written.</param>
internal sealed record LogFile(string Path, LogFileName Name, long Length, DateTimeOffset LastWrite);
