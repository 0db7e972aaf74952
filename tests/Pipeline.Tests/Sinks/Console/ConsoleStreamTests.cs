using System.IO;
using System.IO.Pipes;
using ActorLog.Kit;
using ActorLog.Sinks;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class ConsoleStreamTests
{
    [Fact]
    public void APipeWhoseReaderHasGoneSaysSo()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var reader = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        using var handle = new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        using var stream = ConsoleStream.OverPipe(handle);

        stream!.Write("heard"u8);
        reader.Dispose();
        var failure = Assert.Throws<IOException>(() => stream.Write("unheard"u8));

        Assert.True(BrokenPipe.Is(failure));
    }

    [Fact]
    public void AFileIsLeftToTheConsolesOwnStreamWhichSharesItsPosition()
    {
        using var folder = new TempFolder();
        using var handle = File.OpenHandle(folder.File("out"), FileMode.Create, FileAccess.Write);

        Assert.Null(ConsoleStream.OverPipe(handle));
    }
}
