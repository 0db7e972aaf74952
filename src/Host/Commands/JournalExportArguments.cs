namespace ActorLog.Host.Commands;

/// <summary>What the command line says to <c>journal export</c>.</summary>
/// <param name="Folder">The journal's folder.</param>
/// <param name="Format">A format's name, or an output template.</param>
/// <param name="Sink">The sink whose cursor is the beginning, or <see langword="null"/>.</param>
/// <param name="From">The first position, or <see langword="null"/>.</param>
/// <param name="To">The last position, or <see langword="null"/>.</param>
/// <param name="File">The file to write, or <see langword="null"/> for the output.</param>
internal sealed record JournalExportArguments(
    string Folder,
    string Format,
    string? Sink,
    long? From,
    long? To,
    string? File
);
