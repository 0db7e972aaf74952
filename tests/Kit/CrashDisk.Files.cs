using System;
using System.IO;
using ActorLog.Journal;

namespace ActorLog.Kit;

/// <content>Its open files.</content>
public sealed partial class CrashDisk
{
    private sealed class OpenFile(CrashDisk disk, string path, CrashNode node) : IJournalFile
    {
        private readonly int _process = disk._process;

        public long Length => Do(DiskAction.Open, () => node.Bytes.Length);

        public int Read(Span<byte> into, long offset)
        {
            lock (disk._gate)
            {
                Check(DiskAction.Read);
                var from = node.Bytes[(int)Math.Min(offset, node.Bytes.Length)..];
                from = from[..Math.Min(from.Length, into.Length)];
                from.CopyTo(into);
                return from.Length;
            }
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            lock (disk._gate)
            {
                try
                {
                    Check(DiskAction.Write);
                }
                catch when (!disk.IsHalted && _process == disk._process)
                {
                    node.Write(bytes[..Math.Min(disk.ShortWrite, bytes.Length)], offset, disk.SectorSize);
                    throw;
                }

                var grows = Math.Max(0, offset + bytes.Length - node.Bytes.Length);
                var fits = (int)Math.Max(0, bytes.Length - Math.Max(0, grows - (disk.FreeBytes ?? grows)));
                disk.FreeBytes -= Math.Max(0, offset + fits - node.Bytes.Length);
                node.Write(bytes[..fits], offset, disk.SectorSize);
                if (fits < bytes.Length)
                {
                    throw FaultDisk.Full();
                }
            }
        }

        public void Sync()
        {
            lock (disk._gate)
            {
                try
                {
                    Check(DiskAction.Sync);
                }
                catch when (!disk.IsHalted && _process == disk._process)
                {
                    node.ForgetDirt();
                    throw;
                }

                node.Sync(disk.SectorSize);
            }
        }

        public void SetLength(long length) =>
            Do(
                DiskAction.SetLength,
                () =>
                {
                    disk.FreeBytes += node.Bytes.Length - length;
                    node.SetLength((int)length, disk.SectorSize);
                    return 0;
                }
            );

        public void Dispose() { }

        private T Do<T>(DiskAction action, Func<T> act)
        {
            lock (disk._gate)
            {
                Check(action);
                return act();
            }
        }

        private void Check(DiskAction action)
        {
            if (disk.IsHalted || _process != disk._process)
            {
                throw new IOException("the process is gone");
            }

            if (disk.Fault(action, path) is { } failure)
            {
                throw failure;
            }
        }
    }
}
