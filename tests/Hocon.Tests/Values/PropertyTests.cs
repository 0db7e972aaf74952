using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Hocon.Tests.Values;

public class PropertyTests
{
    private static readonly HoconResolveOptions Options = HoconResolveOptions.NoEnvironment;

    [Fact]
    public void WhatIsWrittenIsReadBackEqual() =>
        Prop.ForAll(
                Arb.From(SomeDocuments.Values),
                config =>
                    config.Equals(HoconConfig.Parse(config.ToHocon(indented: true)))
                    && config.Equals(HoconConfig.Parse(config.ToHocon(indented: false)))
                    && config.Equals(HoconConfig.Parse(config.ToJson(indented: true)))
                    && config.Equals(HoconConfig.Parse(config.ToJson(indented: false)))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void WhatIsNotResolvedIsWrittenAndReadBackToTheSameMeaning() =>
        Prop.ForAll(
                Arb.From(SomeDocuments.Texts),
                text =>
                {
                    var config = HoconConfig.Parse(text);
                    return Same(config, HoconConfig.Parse(config.ToHocon()));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void FallbacksOfResolvedValuesAreAssociative() =>
        Prop.ForAll(
                Arb.From(SomeDocuments.Values.Three()),
                t =>
                    t.Item1.WithFallback(t.Item2)
                        .WithFallback(t.Item3)
                        .Equals(t.Item1.WithFallback(t.Item2.WithFallback(t.Item3)))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void FallbacksAreAssociativeBeforeTheyAreResolved() =>
        Prop.ForAll(
                Arb.From(SomeDocuments.Texts.Three()),
                t =>
                {
                    var (a, b, c) = (
                        HoconConfig.Parse(t.Item1),
                        HoconConfig.Parse(t.Item2),
                        HoconConfig.Parse(t.Item3)
                    );
                    return Same(a.WithFallback(b).WithFallback(c), a.WithFallback(b.WithFallback(c)));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void AFallbackIsTheSameAsTheTextBefore() =>
        Prop.ForAll(
                Arb.From(SomeDocuments.Texts.Two()),
                t =>
                    Same(
                        HoconConfig.Parse(t.Item1).WithFallback(HoconConfig.Parse(t.Item2)),
                        HoconConfig.Parse($"{t.Item2}\n{t.Item1}")
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void ResolvingTwiceIsResolvingOnce() =>
        Prop.ForAll(
                Arb.From(SomeDocuments.Texts),
                text =>
                {
                    var resolved = HoconConfig.Parse(text).TryResolve(Options).Config;
                    return resolved is null || ReferenceEquals(resolved.Root, resolved.Resolve(Options).Root);
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Both resolve to equal values, or neither resolves.</summary>
    private static bool Same(HoconConfig left, HoconConfig right) =>
        Equals(left.TryResolve(Options).Config, right.TryResolve(Options).Config);
}
