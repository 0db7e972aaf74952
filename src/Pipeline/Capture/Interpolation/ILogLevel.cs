using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture.Interpolation;

/// <summary>A level as a type, so that the compiler can ask whether it is on before any argument is evaluated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILogLevel
{
    /// <summary>The level.</summary>
    static abstract LogLevel Level { get; }
}
