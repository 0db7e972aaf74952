using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime.Threads;
using Xunit;

namespace ActorLog.Tests.Runtime.Threads;

public sealed class OwnThreadTests
{
    [Fact]
    public async Task EachTurnIsDoneByTheOneThreadOfTheGivenName()
    {
        var names = new List<(string?, int)>();
        using var done = new SemaphoreSlim(0);
        var thread = new OwnThread(
            "turns",
            () =>
            {
                names.Add((Thread.CurrentThread.Name, Environment.CurrentManagedThreadId));
                done.Release();
            }
        );
        for (var turn = 0; turn < 3; turn++)
        {
            thread.Wake();
            await done.WaitAsync().WithinLimit();
        }

        await thread.EndAsync().WithinLimit();
        Assert.Equal(3, names.Count);
        Assert.All(names, name => Assert.Equal(names[0], name));
        Assert.Equal("turns", names[0].Item1);
    }

    [Fact]
    public async Task AWakeDuringATurnIsNotForgottenAndSeveralAreOne()
    {
        var turns = 0;
        using var entered = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var thread = new OwnThread(
            "turns",
            () =>
            {
                turns++;
                entered.Release();
                goOn.Wait();
            }
        );
        thread.Wake();
        await entered.WaitAsync().WithinLimit();
        thread.Wake();
        thread.Wake();
        var ended = thread.EndAsync();
        goOn.Release(3);

        await ended.WithinLimit();
        Assert.Equal(2, turns);
    }

    [Fact]
    public async Task ARestEndsWhenTheThreadIsWoken()
    {
        var turns = 0;
        OwnThread? thread = null;
        using var entered = new SemaphoreSlim(0);
        thread = new OwnThread(
            "turns",
            () =>
            {
                entered.Release();
                if (turns++ == 0)
                {
                    thread!.Rest(Timeout.Infinite);
                }
            }
        );
        thread.Wake();
        await entered.WaitAsync().WithinLimit();
        thread.Wake();
        await entered.WaitAsync().WithinLimit();
        await thread.EndAsync().WithinLimit();
        Assert.Equal(2, turns);
    }

    [Fact]
    public async Task ARestEndsWithTheThread()
    {
        OwnThread? thread = null;
        using var entered = new SemaphoreSlim(0);
        thread = new OwnThread(
            "turns",
            () =>
            {
                entered.Release();
                thread!.Rest(Timeout.Infinite);
            }
        );
        thread.Wake();
        await entered.WaitAsync().WithinLimit();
        await thread.EndAsync().WithinLimit();
    }

    [Fact]
    public async Task OneThatCannotBeStartedSaysSoAndIsStartedByTheNextWake()
    {
        var isOutOfThreads = true;
        using var done = new SemaphoreSlim(0);
        var thread = new OwnThread(
            "turns",
            () => done.Release(),
            started => (isOutOfThreads ? throw new OutOfMemoryException() : started).UnsafeStart()
        );
        Assert.False(thread.Wake());
        Assert.False(thread.Wake());

        isOutOfThreads = false;
        Assert.True(thread.Wake());
        await done.WaitAsync().WithinLimit();
        await thread.EndAsync().WithinLimit();
    }

    [Fact]
    public async Task OneThatCouldNotBeStartedHasNoThreadToEnd()
    {
        var thread = new OwnThread("turns", static () => { }, static _ => throw new OutOfMemoryException());
        Assert.False(thread.Wake());
        await thread.EndAsync().WithinLimit();
    }

    [Fact]
    public async Task AnInterruptThatComesAfterTheTurnDoesNotEndTheThread()
    {
        var turns = 0;
        using var done = new SemaphoreSlim(0);
        var thread = new OwnThread(
            "turns",
            () =>
            {
                turns++;
                Thread.CurrentThread.Interrupt();
                done.Release();
            }
        );
        thread.Wake();
        await done.WaitAsync().WithinLimit();
        thread.Wake();
        await done.WaitAsync().WithinLimit();
        await thread.EndAsync().WithinLimit();
        Assert.Equal(2, turns);
    }

    [Fact]
    public async Task OneThatWasNeverWokenHasNoThreadToEnd()
    {
        var thread = new OwnThread("turns", static () => { });
        await thread.EndAsync().WithinLimit();
        thread.Wake();
    }
}
