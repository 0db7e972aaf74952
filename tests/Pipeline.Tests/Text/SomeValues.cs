using System;
using System.Linq;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace ActorLog.Tests.Text;

/// <summary>Generators of arguments, each with the formats that its type knows.</summary>
internal static class SomeValues
{
    private static readonly string?[] Integer =
    [
        null,
        "D",
        "D5",
        "x",
        "X4",
        "N0",
        "b",
        "B12",
        "000000",
        "#,##0",
        "E2",
        "P",
        "G",
    ];
    private static readonly string?[] Real = [null, "F2", "0.0", "N3", "E", "R", "G17", "P1", "#.##", "0.0;(0.0);zero"];
    private static readonly string?[] Moment =
    [
        null,
        "o",
        "s",
        "u",
        "yyyy-MM-dd",
        "HH:mm:ss.fff",
        "R",
        "%d",
        "D",
        "yyyy'年'",
    ];

    /// <summary>A value and a format that fits it.</summary>
    public static Gen<(object? Value, string? Format)> Formatted { get; } =
        Gen.OneOf(
            With<int>(Integer),
            With<long>(Integer),
            With<short>(Integer),
            With<sbyte>(Integer),
            With<byte>(Integer),
            With<ushort>(Integer),
            With<uint>(Integer),
            With<ulong>(Integer),
            Of(ArbMap.Default.GeneratorFor<long>().Select(n => (nint)n), Integer),
            Of(ArbMap.Default.GeneratorFor<ulong>().Select(n => (nuint)n), Integer),
            Of(ArbMap.Default.GeneratorFor<long>().Select(n => (Int128)n * n), Integer),
            Of(ArbMap.Default.GeneratorFor<ulong>().Select(n => (UInt128)n * n), Integer),
            Of(ArbMap.Default.GeneratorFor<BigInteger>(), null, "N0", "X"),
            With<double>(Real),
            With<float>(Real),
            Of(ArbMap.Default.GeneratorFor<float>().Select(n => (Half)n), Real),
            Of(ArbMap.Default.GeneratorFor<decimal>(), null, "F2", "N3", "0.0", "C"),
            With<DateTime>(Moment),
            With<DateTimeOffset>([.. Moment, "zzz", "yyyy-MM-ddTHH:mm:sszzz"]),
            With<TimeSpan>(null, "c", "g", "G", @"hh\:mm", @"d\.hh\:mm\:ss\.fff"),
            Of(ArbMap.Default.GeneratorFor<DateTime>().Select(DateOnly.FromDateTime), null, "o", "R", "yyyy/MM"),
            Of(ArbMap.Default.GeneratorFor<DateTime>().Select(TimeOnly.FromDateTime), null, "o", "R", "HH:mm", "fff"),
            With<Guid>(null, "N", "B", "X", "D"),
            With<DayOfWeek>(null, "G", "D", "x", "F"),
            With<AttributeTargets>(null, "G", "D", "x", "F"),
            With<bool>(null, "ignored"),
            With<char>(null, "ignored"),
            With<string>(null, "ignored"),
            Of<Version?>(Gen.Elements<Version?>(new Version(1, 2), new Version(3, 4, 5)), [null])
        );

    /// <summary>A scalar or a list of scalars.</summary>
    public static Gen<object?> Any { get; } =
        Gen.Frequency(
            (8, Formatted.Select(pair => pair.Value)),
            (1, Formatted.Select(pair => pair.Value).ArrayOf().Select(items => (object?)items)),
            (1, ArbMap.Default.GeneratorFor<int[]>().Select(items => (object?)items.ToList()))
        );

    private static Gen<(object? Value, string? Format)> With<T>(params string?[] formats) =>
        Of(ArbMap.Default.GeneratorFor<T>(), formats);

    private static Gen<(object? Value, string? Format)> Of<T>(Gen<T> values, params string?[] formats) =>
        from value in values
        from format in Gen.Elements(formats)
        select ((object?)value, format);
}
