using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Chaos;

/// <summary>A place where a host runs, again and again: its folder, its configuration, and the process that is there now.</summary>
internal sealed class HostNode : IDisposable
{
    private readonly string _folder;
    private readonly string _configuration;
    private readonly HostSlot? _slot;
    private HostUnderTest _host;

    /// <summary>Starts the first host.</summary>
    /// <param name="folder">Its folder, which is made.</param>
    /// <param name="file">Its configuration.</param>
    /// <param name="slot">Where senders learn of its address; <see langword="null"/> when they know it.</param>
    public HostNode(string folder, HostFile file, HostSlot? slot)
    {
        Directory.CreateDirectory(folder);
        _folder = folder;
        _slot = slot;
        _configuration = file.Write(folder);
        _host = Start();
    }

    /// <summary>The process that is there now.</summary>
    public HostUnderTest Host => Volatile.Read(ref _host);

    /// <summary>Kills the process and starts another.</summary>
    /// <returns>Whether the killed one had not listened yet.</returns>
    public async Task<bool> KillAsync()
    {
        var wasStarting = !Host.AddressAsync.IsCompleted;
        _slot?.Clear();
        await Host.KillAsync();
        _slot?.Clear();
        Host.Dispose();
        Volatile.Write(ref _host, Start());
        return wasStarting;
    }

    /// <inheritdoc/>
    public void Dispose() => Host.Dispose();

    private HostUnderTest Start()
    {
        var host = HostUnderTest.Start(_folder, _configuration);
        _ = TellAddressAsync(host);
        return host;
    }

    private async Task TellAddressAsync(HostUnderTest host)
    {
        if (await host.AddressAsync is { } address && Host == host)
        {
            _slot?.Put(address);
        }
    }
}
