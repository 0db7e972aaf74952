using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace ActorLog.Hocon.Tests.Support;

/// <summary>Runs on a thread with a stack of 256 KB, where recursion by depth would end the process.</summary>
internal static class SmallStack
{
    public static T Run<T>(Func<T> action)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = action();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            256 * 1024
        );
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
