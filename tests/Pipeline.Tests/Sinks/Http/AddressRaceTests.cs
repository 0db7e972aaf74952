using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class AddressRaceTests
{
    private readonly ManualClock _clock = new(Some.Time);
    private readonly Dictionary<IPAddress, TaskCompletionSource<Stream>> _attempts = [];

    // Whether an attempt goes on when it is given up.
    private bool _isDeaf;

    [Fact]
    public async Task AnAddressThatNeverAnswersKeepsUsFromNone()
    {
        var race = Race(3);

        Assert.Equal(1, Tried);
        await PassHeadStartAsync();
        await TriedAsync(2);
        await PassHeadStartAsync();
        await TriedAsync(3);
        var taken = Answer(2);

        Assert.Same(taken, await race);
    }

    [Fact]
    public async Task TheFirstThatAnswersInTimeIsTheOnlyOneTried()
    {
        var race = Race(2);

        var taken = Answer(1);

        Assert.Same(taken, await race);
        Assert.Equal(1, Tried);
    }

    [Fact]
    public async Task AnAddressThatFailsGivesWayAtOnce()
    {
        var race = Race(2);

        Fail(1, SocketError.NetworkUnreachable);
        await TriedAsync(2);
        var taken = Answer(2);

        Assert.Same(taken, await race);
    }

    [Fact]
    public async Task AFailureThatGaveWayIsNobodysUnobservedException()
    {
        var reason = $"unreachable {Guid.NewGuid():N}";
        var unobserved = false;
        void Look(object? sender, UnobservedTaskExceptionEventArgs e) =>
            unobserved |= e.Exception.ToString().Contains(reason, StringComparison.Ordinal);
        TaskScheduler.UnobservedTaskException += Look;
        try
        {
            await GiveWayAsync(reason);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Look;
        }

        Assert.False(unobserved);
    }

    [Fact]
    public async Task WhenAllFailTheLastSaysWhy()
    {
        var race = Race(2);

        Fail(1, SocketError.NetworkUnreachable);
        await TriedAsync(2);
        Fail(2, SocketError.ConnectionRefused);

        var failure = await Assert.ThrowsAsync<SocketException>(() => race);
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }

    [Fact]
    public async Task AConnectionThatComesTooLateIsClosed()
    {
        var late = new TaskCompletionSource();
        _isDeaf = true;
        var race = Race(2);
        await PassHeadStartAsync();
        await TriedAsync(2);
        Answer(2);
        await race;

        _attempts[Address(1)].SetResult(new Told(late));

        await late.Task.WithinLimit();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ItEndsWhenItIsGivenUp(int addresses)
    {
        using var stop = new CancellationTokenSource();
        var race = Race(addresses, stop.Token);

        await stop.CancelAsync();

        var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => race);
        Assert.Equal(stop.Token, end.CancellationToken);
    }

    private int Tried
    {
        get
        {
            lock (_attempts)
            {
                return _attempts.Count;
            }
        }
    }

    private Task<Stream> Race(int addresses, CancellationToken cancellationToken = default) =>
        AddressRace
            .RunAsync([.. Enumerable.Range(1, addresses).Select(Address)], ConnectAsync, _clock, cancellationToken)
            .AsTask();

    private ValueTask<Stream> ConnectAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var attempt = new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_attempts)
        {
            _attempts.Add(address, attempt);
        }

        return new(_isDeaf ? attempt.Task : attempt.Task.WaitAsync(cancellationToken));
    }

    // Apart, so that nothing keeps the attempts alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task GiveWayAsync(string reason) =>
        await AddressRace.RunAsync(
            [Address(1), Address(2)],
            (address, _) =>
                address.Equals(Address(1))
                    ? ValueTask.FromException<Stream>(new IOException(reason))
                    : new(new MemoryStream()),
            _clock,
            CancellationToken.None
        );

    private async Task PassHeadStartAsync()
    {
        await Eventually.HoldsAsync(() => _clock.NextTimer is not null);
        _clock.Advance(AddressRace.HeadStart);
    }

    private Task TriedAsync(int attempts) => Eventually.HoldsAsync(() => Tried == attempts);

    private MemoryStream Answer(int number)
    {
        var stream = new MemoryStream();
        _attempts[Address(number)].SetResult(stream);
        return stream;
    }

    private void Fail(int number, SocketError error) =>
        _attempts[Address(number)].SetException(new SocketException((int)error));

    private static IPAddress Address(int number) => new([192, 0, 2, (byte)number]);

    private sealed class Told(TaskCompletionSource closed) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            closed.TrySetResult();
        }
    }
}
