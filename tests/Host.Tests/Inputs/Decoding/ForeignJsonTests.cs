using System;
using System.Linq;
using System.Text;
using ActorLog.Host.Inputs.Decoding;
using Xunit;

namespace ActorLog.Host.Tests.Inputs.Decoding;

/// <summary>Lines as other loggers write them.</summary>
public class ForeignJsonTests
{
    private static readonly LineDecoders Decoders = new(TimeZoneInfo.Utc);

    public static TheoryData<string> HostileValues() =>
        [
            "18446744073709551615",
            "-9223372036854775808",
            "79228162514264337593543950335",
            "99999999999999999999999999999999999999",
            "1e19",
            "-1e300",
            "1e-300",
            "-0.0",
            "\"\"",
            "\" \"",
            "\"-\"",
            "\"9999-12-31T23:59:60Z\"",
            "\"0001-01-01T00:00:00+14:00\"",
            "\"\\ud800\"",
            "null",
            "true",
            "{}",
            "[]",
            "[{}]",
            """{"id":1e19,"name":null,"text":{},"stack":1,"type":[],"message":""}""",
        ];

    [Theory]
    [MemberData(nameof(HostileValues))]
    public void NoMemberOfAnyNameMakesADecoderThrow(string value)
    {
        foreach (var name in JsonRoles.Common.Keys.Concat(JsonRoles.Clef.Keys))
        {
            foreach (var head in new[] { "", "\"@m\":\"m\"," })
            {
                var line = Encoding.UTF8.GetBytes($$"""{{{head}}"{{name}}":{{value}},"{{name}}":{{value}}}""");

                var isEvent = Decoders.Json.TryDecode(line, out _, out var error);

                Assert.Equal(isEvent, error == default);
            }
        }
    }
}
