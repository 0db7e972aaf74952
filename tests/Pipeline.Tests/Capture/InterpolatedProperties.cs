using System;
using System.Globalization;
using System.Linq;
using ActorLog.Capture;
using ActorLog.Capture.Interpolation;
using ActorLog.Events;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>Whatever the values, an interpolated message reads as <c>string.Format</c> has it, in the invariant culture.</summary>
public sealed class InterpolatedProperties
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void NumbersReadAsInStringFormat() =>
        Prop.ForAll<(int A, long B, double C), (short D, byte E, decimal F)>(
                (x, y) =>
                    AreEqual(
                        string.Format(
                            Invariant,
                            "{0:x} {1,30} {2} {3:x8} {4:000}/{5:0.00}",
                            x.A,
                            x.B,
                            x.C,
                            y.D,
                            y.E,
                            y.F
                        ),
                        logger => logger.Info($"{x.A:x} {x.B, 30} {x.C} {y.D:x8} {y.E:000}/{y.F:0.00}")
                    )
            )
            .Check(Config);

    [Fact]
    public void UnsignedAndSmallNumbersReadAsInStringFormat() =>
        Prop.ForAll<(uint A, ulong B, float C), (sbyte D, ushort E, char F)>(
                (x, y) =>
                    AreEqual(
                        string.Format(
                            Invariant,
                            "{0:x} {1,-30} {2:r} {3:x} {4:n2} {5,3}",
                            x.A,
                            x.B,
                            x.C,
                            y.D,
                            y.E,
                            'c'
                        ),
                        logger => logger.Info($"{x.A:x} {x.B, -30} {x.C:r} {y.D:x} {y.E:n2} {'c', 3}")
                    )
            )
            .Check(Config);

    [Fact]
    public void TimesIdsAndFlagsReadAsInStringFormat() =>
        Prop.ForAll<(DateTime A, TimeSpan B, Guid C), (DateTimeOffset D, bool E, DayOfWeek F)>(
                (x, y) =>
                    AreEqual(
                        string.Format(
                            Invariant,
                            "{0:O} {1:c} {2:n} {3:u} {4,6} {5} {5:D}",
                            x.A,
                            x.B,
                            x.C,
                            y.D,
                            y.E,
                            y.F
                        ),
                        logger => logger.Info($"{x.A:O} {x.B:c} {x.C:n} {y.D:u} {y.E, 6} {y.F} {y.F:D}")
                    )
            )
            .Check(Config);

    [Fact]
    public void TextsReadAsInStringFormat() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>(
                (a, b) =>
                    AreEqual(
                        string.Format(Invariant, "<{{{0}}}> {1,10}|{1,-7}", a.Get, b.Get),
                        logger => logger.Info($"<{{{a.Get}}}> {b.Get, 10}|{b.Get, -7}")
                    )
            )
            .Check(Config);

    [Fact]
    public void ATypedArgumentIsTakenAsABoxedOne()
    {
        string?[] formats = [null, "x", "D", "wrong"];
        foreach (var format in formats)
        {
            Same(1, format);
            Same(1L, format);
            Same(1u, format);
            Same(1UL, format);
            Same((byte)1, format);
            Same((sbyte)-1, format);
            Same((short)-1, format);
            Same((ushort)1, format);
            Same((nint)(-1), format);
            Same((nuint)1, format);
            Same(1.5f, format);
            Same(1.5, format);
            Same(1.5m, format);
            Same((Half)1.5, format);
            Same(Int128.MaxValue, format);
            Same(true, format);
            Same('c', format);
            Same(Guid.Empty, format);
            Same(DateTime.UnixEpoch, format);
            Same(DateTimeOffset.UnixEpoch, format);
            Same(TimeSpan.FromSeconds(1.5), format);
            Same(DateOnly.MinValue, format);
            Same(TimeOnly.MaxValue, format);
            Same(DayOfWeek.Friday, format);
            Same((DayOfWeek)(-77), format);
            Same(AttributeTargets.Class | AttributeTargets.Enum, format);
            Same(LogValueKind.Guid, format);
            Same(LogValue.From(5), format);
            Same<object>(5, format);
            Same((1, 2), format);
            Same(new[] { 1, 2 }, format);
        }
    }

    private static void Same<T>(T value, string? format)
    {
        var (typed, boxed) = (TypedCapture.Of(value, format), ValueCapture.Capture(value, format));
        Assert.Equal((boxed.Kind, boxed.ToObject()), (typed.Kind, typed.ToObject()));
    }

    private static void AreEqual(string expected, Action<ILogger> log)
    {
        var logger = new TextLogger();
        log(logger);
        // Bytes have no place for half a surrogate pair.
        Assert.Equal(WellFormed(expected), logger.Text);
    }

    private static string WellFormed(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));

    private sealed class TextLogger : ILogger
    {
        public string? Text { get; private set; }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Text = formatter(state, exception);
    }
}
