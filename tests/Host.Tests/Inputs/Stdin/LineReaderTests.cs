using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Host.Inputs.Stdin;
using Xunit;

namespace ActorLog.Host.Tests.Inputs.Stdin;

public class LineReaderTests
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("\n\na\n", "||a")]
    [InlineData("a\rb\n", "a\rb")]
    [InlineData("\uFEFFa\n\uFEFFb\n", "a|\uFEFFb")]
    [InlineData("\uFEFF", "")]
    [InlineData("\uFEFF\na\n", "|a")]
    public async Task LinesEndAtLineFeeds(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', await Read(text, 100)));
    }

    [Theory]
    [InlineData("12345\n", "12345")]
    [InlineData("123456\n", "1:12345|2:6")]
    [InlineData("1234567890\n", "1:12345|2:67890")]
    [InlineData("12345678901\nab\n", "1:12345|2:67890|3:1|ab")]
    [InlineData("1234567", "1:12345|2:67")]
    [InlineData("今天天气\n", "1:今|2:天|3:天|4:气")]
    [InlineData("a今天\n", "1:a今|2:天")]
    public async Task ALongLineComesInPartsCutBetweenCharacters(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', await Read(text, 5)));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("a\n", false)]
    [InlineData("a\nb", true)]
    [InlineData("1234567890\n", false)]
    [InlineData("12345678901", true)]
    public async Task ALastLineWithoutAnEndIsKnown(string text, bool hasEndedInsideLine)
    {
        var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), 5, Never);
        var last = false;
        while (await reader.ReadAsync() is not null)
        {
            last = reader.HasEndedInsideLine;
        }

        Assert.Equal(hasEndedInsideLine, last);
    }

    [Fact]
    public async Task AnyTextComesOutWhateverTheSizesOfReads()
    {
        var lines = Enumerable.Range(0, 2000).Select(n => new string((char)('a' + (n % 26)), n * 7 % 400)).ToArray();
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        for (var size = 1; size < 3000; size = (size * 3) + 1)
        {
            var reader = new LineReader(new Trickle(bytes, size), 1024 * 1024, Never);

            Assert.Equal(lines, await All(reader));
        }
    }

    [Fact]
    public async Task AtAStopWhatIsAtHandIsGivenOutAndNoMoreIsRead()
    {
        var pipe = new Pipe();
        var stop = new TaskCompletionSource();
        var reader = new LineReader(pipe.Reader.AsStream(), 100, stop.Task);
        await pipe.Writer.WriteAsync("one\ntwo\nthr"u8.ToArray());

        Assert.Equal("one", Text(await reader.ReadAsync()));
        stop.SetResult();
        Assert.Equal("two", Text(await reader.ReadAsync()));
        Assert.Equal("thr", Text(await reader.ReadAsync()));
        Assert.Null(await reader.ReadAsync());
    }

    [Fact]
    public async Task AStopEndsAReadThatWaits()
    {
        var pipe = new Pipe();
        var stop = new TaskCompletionSource();
        var reader = new LineReader(pipe.Reader.AsStream(), 100, stop.Task);

        var reading = reader.ReadAsync();
        stop.SetResult();

        Assert.Null(await reading);
    }

    private static async Task<List<string>> Read(string text, int maxLine) =>
        await All(new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), maxLine, Never));

    private static async Task<List<string>> All(LineReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadAsync() is { } line)
        {
            lines.Add(line.Part == 0 ? Text(line) : $"{line.Part}:{Text(line)}");
        }

        return lines;
    }

    private static string Text(Line? line) => Encoding.UTF8.GetString(line!.Value.Bytes.Span);

    private sealed class Trickle(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            System.Threading.CancellationToken cancellationToken = default
        ) => base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
    }
}
