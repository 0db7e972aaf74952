using System.IO;
using System.IO.Compression;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace ActorLog.Host.Tests.Ingest;

public sealed class PackedBodyTests : HttpInputTest
{
    [Fact]
    public async Task PackedBodiesAreTaken()
    {
        await Expect(202, """{"accepted":2}""", Client.PostAsync("/ingest", Packed("今天\n天气"u8.ToArray())));

        Assert.Equal(["今天", "天气"], Intake.Messages);
    }

    [Fact]
    public async Task APackedBodyMayNotGrowBeyondTheLimit()
    {
        await ExpectError(
            413,
            "the body is larger than 4096 bytes",
            Client.PostAsync("/ingest", Packed(new byte[1_000_000]))
        );
    }

    [Fact]
    public async Task APackedBodyThatIsDamagedIsRefused()
    {
        var packed = await Packed("今天天气不错"u8.ToArray()).ReadAsByteArrayAsync();
        using var cut = Packing(packed[..^9]);
        using var noise = Packing("hello"u8.ToArray());

        await ExpectError(400, "the body is not valid gzip", Client.PostAsync("/ingest", cut));
        await ExpectError(
            400,
            "the body is not valid gzip: it does not begin as gzip does",
            Client.PostAsync("/ingest", noise)
        );
        packed[2] = 7;
        using var method = Packing(packed);
        await ExpectError(400, "the body is not valid gzip: it is damaged", Client.PostAsync("/ingest", method));
    }

    [Theory]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    public async Task ThePackingMayBeWrittenInAnyOfItsSpellings(string encoding)
    {
        using var content = Packed("今天"u8.ToArray());
        content.Headers.ContentEncoding.Clear();
        content.Headers.ContentEncoding.Add(encoding);

        await Expect(202, """{"accepted":1}""", Client.PostAsync("/ingest", content));
    }

    [Fact]
    public async Task OtherPackingsAreRefused()
    {
        using var content = new StringContent("a");
        content.Headers.ContentEncoding.Add("br");

        await ExpectError(
            415,
            "the content encoding 'br' is not known, expected gzip or none",
            Client.PostAsync("/ingest", content)
        );
    }

    private static ByteArrayContent Packed(byte[] body)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return Packing(packed.ToArray());
    }

    private static ByteArrayContent Packing(byte[] packed)
    {
        var content = new ByteArrayContent(packed);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
