using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Runtime;

/// <summary>The one place that blocks a thread on a task: where .NET offers no other way to end (Dispose, process exit).</summary>
internal static class Blocking
{
    public static void Wait(Task task)
    {
        // On a thread of the pool and without the caller's synchronisation context, so that nothing waits for the waiter.
#pragma warning disable RS0030, CA2008 // See above.
        Task.Run(() => task).Wait();
#pragma warning restore RS0030, CA2008
    }

    public static void Wait(Task task, TimeSpan timeout)
    {
#pragma warning disable RS0030, CA2008 // See above.
        try
        {
            Task.Run(() => task).Wait(timeout, CancellationToken.None);
        }
        catch (OutOfMemoryException)
        {
            // The pool cannot have a thread for it.
            task.Wait(timeout, CancellationToken.None);
        }
#pragma warning restore RS0030, CA2008
    }
}
