using System.Globalization;

namespace Infra.Tests.Lab.Hosts;

/// <summary>A block volume that can be attached to any host: a file behind a loop device of the machine.</summary>
internal sealed class LabDisk : IDisposable
{
    private readonly string _file;

    private LabDisk(string file, string device)
    {
        _file = file;
        Device = device;
    }

    /// <summary>The block device, seen by every host.</summary>
    public string Device { get; }

    /// <summary>A blank disk; skips the test where the machine has no loop devices.</summary>
    public static LabDisk Create(LabNet lab, int megabytes)
    {
        var file = Path.Combine(lab.Folder, $"disk-{Guid.NewGuid():N}");
        Shell.Run("truncate", "-s", $"{megabytes.ToString(CultureInfo.InvariantCulture)}M", file);
        try
        {
            return new(file, Shell.Run("losetup", "--find", "--show", file).Trim());
        }
        catch (InvalidOperationException obstacle) when (Environment.GetEnvironmentVariable("INFRA_LAB") != "required")
        {
            Skip.If(true, $"no loop device for a disk: {obstacle.Message}");
            throw;
        }
    }

    /// <summary>The volume is made larger, as at the cloud.</summary>
    public void Grow(int megabytes)
    {
        Shell.Run("truncate", "-s", $"{megabytes.ToString(CultureInfo.InvariantCulture)}M", _file);
        Shell.Run("losetup", "--set-capacity", Device);
    }

    /// <summary>Runs a program on the device, as somebody did before.</summary>
    public void Run(string program, params string[] args) => Shell.Run(program, [.. args, Device]);

    /// <summary>The digest of all its bytes.</summary>
    public string Digest() => Shell.Run("sha256sum", _file).Split(' ')[0];

    /// <summary>Writes bytes that no signature explains.</summary>
    public void Scribble() => Write(500_000, "somebody's data"u8);

    /// <summary>Writes a partition table (MBR) with one partition.</summary>
    public void Partition() => Write(446, [0, 0, 2, 0, 0x83, 0, 0, 0, 0, 8, 0, 0, 0, 0, 1, 0, .. new byte[48], 0x55, 0xaa]);

    private void Write(long position, ReadOnlySpan<byte> bytes)
    {
        using var stream = File.OpenWrite(Device);
        stream.Position = position;
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => Shell.Try("losetup", "--detach", Device);
}
