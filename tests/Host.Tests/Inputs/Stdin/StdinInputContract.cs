using System;
using System.IO;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Stdin;

namespace ActorLog.Host.Tests.Inputs.Stdin;

public sealed class StdinInputContract : InputContract
{
    protected override (ILogInput Input, ISender Sender) Create()
    {
        // A pipe that holds more than the test sends: what is held back waits in it, as in a real one.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1024 * 1024));
        var context = new InputContext(TimeProvider.System, _ => { });
        var options = new StdinInputOptions { Name = "stdin", Category = "stdin" };
        return (new StdinInput(options, context, () => pipe.Reader.AsStream()), new Sender(pipe.Writer.AsStream()));
    }

    private sealed class Sender(Stream stream) : ISender
    {
        public async Task<bool> TrySendAsync(string line)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
            return true;
        }
    }
}
