using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace ActorLog.Hocon.Tests.Values;

/// <summary>Documents that properties are tried on.</summary>
internal static class SomeDocuments
{
    private static readonly string[] Keys =
    [
        "a",
        "b",
        "c",
        "a.b",
        "",
        "x y",
        "include",
        "\u00e9\n",
        "0",
        "min-backoff",
    ];

    private static readonly Gen<object?> Scalars = Gen.OneOf<object?>(
        Gen.Constant<object?>(null),
        Gen.Elements<object?>(true, false),
        Gen.Choose(-1000, 1000).Select(i => (object?)i),
        Gen.Choose(-1000, 1000).Select(i => (object?)(i / 7m)),
        ArbMap.Default.GeneratorFor<string>().Select(s => (object?)(s ?? "")),
        Gen.Elements<object?>("", " ", "true", "1", "\"", "\\", "\uD800", "😀", "\u2028", "a\r\nb\0", "#", "${x}")
    );

    /// <summary>Values of every kind.</summary>
    public static Gen<HoconConfig> Values { get; } = Gen.Sized(size => Map(size)).Select(m => HoconConfig.FromMap(m));

    /// <summary>Texts with few keys, so that statements and documents meet: values, substitutions, appends.</summary>
    public static Gen<string> Texts { get; } =
        Gen.Elements(
                "a = 1",
                "a = 2",
                "b = x",
                "a { b = 1 }",
                "a { b { c = 2 } }",
                "a.c = 3",
                "b = [1]",
                "b += 2",
                "b = ${?a}",
                "a = ${?b}",
                "c = ${?a.b}",
                "a = ${?a} { d = 4 }",
                "b = ${?b} [3]",
                "c = null",
                "c { }",
                "a.b = ${?c}x",
                "c { d = ${?a} }",
                "a = null",
                "c = ${a}"
            )
            .ListOf()
            .Select(lines => string.Join('\n', lines));

    private static Gen<IEnumerable<KeyValuePair<string, object?>>> Map(int size) =>
        Gen.Zip(Gen.Elements(Keys), Value(size / 3))
            .ListOf()
            .Select(fields => fields.DistinctBy(f => f.Item1).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));

    private static Gen<object?> Value(int size) =>
        size == 0
            ? Scalars
            : Gen.OneOf<object?>(
                Scalars,
                Map(size / 2).Select(m => (object?)m.ToList()),
                Value(size / 2).ListOf().Select(l => (object?)l.ToList())
            );
}
