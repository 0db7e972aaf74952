using System;
using System.IO;
using System.Text;

namespace ActorLog.Host;

/// <summary>Standard error, which may be closed or on a full disk: what cannot be said there must not end the host.</summary>
internal sealed class OperatorWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(value, static (writer, value) => writer.Write(value));

    public override void Write(string? value) => Try(value, static (writer, value) => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    // In one call, so that lines of several threads do not mix.
    public override void WriteLine(string? value) => Try(value, static (writer, value) => writer.WriteLine(value));

    public override void Flush() => Try(0, static (writer, _) => writer.Flush());

    private void Try<T>(T value, Action<TextWriter, T> write)
    {
        try
        {
            write(inner, value);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // There is nobody to tell. A closed descriptor is an access that is denied.
        }
    }
}
