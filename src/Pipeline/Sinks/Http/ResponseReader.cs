using System;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Sinks;

/// <summary>
/// Reads what is behind the head of an answer, so that the connection can be used again; of a failure its beginning is kept.
/// </summary>
/// <remarks>The status has been read by then, so nothing that goes wrong here changes what the receiver has said.</remarks>
internal sealed class ResponseReader
{
    /// <summary>The most that is read; the connection of a longer answer is closed.</summary>
    public const int MostRead = 64 * 1024;

    /// <summary>The most that is kept.</summary>
    public const int MostKept = 512;

    private readonly byte[] _buffer = new byte[8 * 1024];

    /// <summary>Reads to the end, or to the limit. Gives the beginning as text on one line, or null.</summary>
    public async ValueTask<string?> ReadAsync(HttpContent content, bool keep, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength == 0)
        {
            return null;
        }

        // What is packed is nothing to be read, and nobody has asked for it.
        keep &= content.Headers.ContentEncoding.Count == 0;
        var kept = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            for (int total = 0, read = 1; read > 0 && total < MostRead; total += read)
            {
                read = await stream.ReadAsync(_buffer.AsMemory(kept), cancellationToken).ConfigureAwait(false);
                kept = keep ? Math.Min(MostKept, kept + read) : 0;
            }
        }
        catch (Exception e) when (TransportFailure.Is(e))
        {
            // What was read so far is all there is.
        }

        return kept == 0 ? null : Text(_buffer.AsSpan(0, kept));
    }

    private static string Text(ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(utf8).TrimEnd('\uFFFD'));
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
            {
                text[i] = ' ';
            }
        }

        return text.ToString().Trim();
    }
}
