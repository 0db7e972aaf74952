using System;
using System.Linq;
using System.Text;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Text;

public sealed class MessageTextTests
{
    [Fact]
    public void AMessageReadsAsMicrosoftExtensionsLoggingWritesIt()
    {
        var holes = (
            from pair in SomeValues.Formatted
            from alignment in Gen.Elements(0, 0, 0, 12, -12, 40, -3)
            select (pair.Value, Hole: Hole("Value", alignment, pair.Format))
        ).ToArbitrary();

        Prop.ForAll(holes, hole => SameAsMel($"今天 {{{{{hole.Hole}}}}} end", hole.Value))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void AMessageWithManyArgumentsReadsAsMicrosoftExtensionsLoggingWritesIt() =>
        Prop.ForAll(
                SomeValues.Any.ArrayOf().Where(args => args.Length > 0).ToArbitrary(),
                args => SameAsMel(string.Join(" and ", args.Select((_, i) => $"{{Arg{i}}}")), args)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData("{A} {A}", 1, 2)]
    [InlineData("{a} {B}", 1, 2)]
    [InlineData("{0} {1}", 1, 2)]
    [InlineData("{A,5}|{B,-5}|", 1, 2)]
    [InlineData("{{{A}}} {B:00}", 1, 2)]
    [InlineData("{{A}} {B} {C}", 1, 2)]
    [InlineData("{A }{ B}", 1, 2)]
    [InlineData("{@A}{$B}", 1, 2)]
    [InlineData("{} {B}", 1, 2)]
    [InlineData("{ } {,5}", 1, 2)]
    [InlineData("{@} {$}", 1, 2)]
    [InlineData("{{}} {A} {:00}", 1, 2)]
    public void OddTemplatesReadAsMicrosoftExtensionsLoggingWritesThem(string template, int first, int second) =>
        Assert.Equal(
            MelText.Of(template, first, second),
            LogFormats.MessageOf(Captured.Event(template, first, second))
        );

    [Theory]
    [InlineData("q")]
    [InlineData("D999999999")]
    public void AFormatThatDoesNotFitShowsTheValueWithoutIt(string format)
    {
        var logEvent = Captured.Event($"{{A:{format}}} {{B,8:{format}}}", 1.5, Guid.Empty);

        var expected = $"1.5 {Guid.Empty}";
        Assert.Equal(expected, LogFormats.MessageOf(logEvent));
        Assert.Equal(expected, LogFormats.MessageOf(logEvent));
    }

    [Fact]
    public void NoFormatAtAllMakesAMessageFail()
    {
        var formats =
            from length in Gen.Choose(1, 6)
            from letters in Gen.Elements(
                    "dDxXfFgGnNrRoOuUtTyMHhmszKpPeEcCbBkKq019#,.;%'\"\\/: -\ud800界\n".ToCharArray()
                )
                .ArrayOf(length)
            from pair in SomeValues.Formatted
            select (Format: new string(letters), pair.Value);

        Prop.ForAll(
                formats.ToArbitrary(),
                pair =>
                {
                    var logEvent = Captured.Event($"{{A,9:{pair.Format}}}", pair.Value);
                    return LogFormats.MessageOf(logEvent) == LogFormats.MessageOf(logEvent);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void AHoleWithoutAPropertyShowsItsSource()
    {
        var logEvent = Some.Event("{Here} {Gone,-5:x}", 1);

        Assert.Equal("1 {Gone,-5:x}", LogFormats.MessageOf(logEvent));
    }

    [Fact]
    public void AHoleTakesThePropertyOfItsNameWhereverItStands()
    {
        var logEvent = Some.Event("{First} {Second}");
        logEvent.Add("Second", LogValue.From(2));
        logEvent.Add("First", LogValue.From(1));
        logEvent.MessagePropertyCount = 2;

        Assert.Equal("1 2", LogFormats.MessageOf(logEvent));
    }

    private static string Hole(string name, int alignment, string? format) =>
        $"{{{name}{(alignment == 0 ? "" : $",{alignment}")}{(format is null ? "" : $":{format}")}}}";

    // Surrogates without a partner have no UTF-8: they become U+FFFD in the one, and are let through by the other.
    private static bool SameAsMel(string template, params object?[] args)
    {
        var expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(MelText.Of(template, args)));
        var actual = LogFormats.MessageOf(Captured.Event(template, args));
        return expected == actual
            ? true
            : throw new InvalidOperationException($"expected '{expected}', found '{actual}' for {template}");
    }
}
