using System;
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

    // As of Fluentd, which packs each record as it comes, and of `cat a.gz b.gz`.
    [Fact]
    public async Task APackedBodyMayHaveSeveralMembers()
    {
        var first = await Packed("今天\n天"u8.ToArray()).ReadAsByteArrayAsync();
        var second = await Packed("气"u8.ToArray()).ReadAsByteArrayAsync();

        await Expect(202, """{"accepted":2}""", Client.PostAsync("/ingest", Packing([.. first, .. second])));

        Assert.Equal(["今天", "天气"], Intake.Messages);
    }

    [Fact]
    public async Task APackedBodyThatIsCutOffAnywhereIsRefused()
    {
        var member = await Packed("今天天气不错"u8.ToArray()).ReadAsByteArrayAsync();
        byte[] packed = [.. member, .. member];
        for (var length = 1; length < packed.Length; length++)
        {
            if (length != member.Length)
            {
                await ExpectError(
                    400,
                    "the body is not valid gzip",
                    Client.PostAsync("/ingest", Packing(packed[..length]))
                );
            }
        }

        await ExpectError(
            400,
            "the body is not valid gzip: it is cut off, or goes on behind its end",
            Client.PostAsync("/ingest", Packing([.. packed, 0]))
        );
        Assert.Empty(Intake.Messages);
    }

    [Fact]
    public async Task APackedBodyMayBeEmptyAndAsLargeAsTheLimit()
    {
        await ExpectError(
            413,
            "the body is larger than 4096 bytes",
            Client.PostAsync("/ingest", Packed(FilledTo(4097)))
        );
        await Expect(202, """{"accepted":0}""", Client.PostAsync("/ingest", Packing([])));
        await Expect(202, """{"accepted":0}""", Client.PostAsync("/ingest", Packed([])));
        await Expect(202, """{"accepted":1}""", Client.PostAsync("/ingest", Packed(FilledTo(4096))));
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
        await ExpectError(
            400,
            "the body is not valid gzip: it is damaged or cut off",
            Client.PostAsync("/ingest", method)
        );
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

    private static byte[] FilledTo(int length)
    {
        var body = new byte[length];
        body.AsSpan().Fill((byte)'\n');
        body[0] = (byte)'a';
        return body;
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
