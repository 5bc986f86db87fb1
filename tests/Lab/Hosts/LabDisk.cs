using System.Globalization;

namespace Infra.Tests.Lab.Hosts;

/// <summary>A block volume that can be attached to any host: a file behind a loop device of the machine.</summary>
internal sealed class LabDisk : IAsyncDisposable
{
    private readonly string _file;

    private LabDisk(string file, string device) => (_file, Device) = (file, device);

    /// <summary>The block device, which every host sees.</summary>
    public string Device { get; }

    /// <summary>Makes a blank disk; skips the test where the machine has no loop devices.</summary>
    public static async Task<LabDisk> CreateAsync(LabNet lab, int megabytes)
    {
        var file = Path.Combine(lab.Folder, $"disk-{Guid.NewGuid():N}");
        await ResizeAsync(file, megabytes);
        try
        {
            return new(file, (await Shell.RunAsync("losetup", "--find", "--show", file)).Trim());
        }
        catch (InvalidOperationException obstacle) when (Environment.GetEnvironmentVariable("INFRA_LAB") != "required")
        {
            Skip.If(true, $"no loop device for a disk: {obstacle.Message}");
            throw;
        }
    }

    /// <summary>Makes the volume larger, as the cloud does.</summary>
    public async Task GrowAsync(int megabytes)
    {
        await ResizeAsync(_file, megabytes);
        await Shell.RunAsync("losetup", "--set-capacity", Device);
    }

    /// <summary>Runs a program on the device, as a former user did.</summary>
    public Task RunAsync(string program) => Shell.RunAsync(program, Device);

    /// <summary>Digest of all bytes.</summary>
    public async Task<string> DigestAsync() => (await Shell.RunAsync("sha256sum", _file)).Split(' ')[0];

    /// <summary>Writes bytes that no signature explains.</summary>
    public void Scribble() => Write(500_000, "somebody's data"u8);

    /// <summary>Writes a partition table (MBR) with one partition.</summary>
    public void Partition() => Write(446, [0, 0, 2, 0, 0x83, 0, 0, 0, 0, 8, 0, 0, 0, 0, 1, 0, .. new byte[48], 0x55, 0xaa]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Shell.TryAsync("losetup", "--detach", Device);

    private static async Task ResizeAsync(string file, int megabytes) =>
        await Shell.RunAsync("truncate", "-s", $"{megabytes.ToString(CultureInfo.InvariantCulture)}M", file);

    private void Write(long position, ReadOnlySpan<byte> bytes)
    {
        using var stream = File.OpenWrite(Device);
        stream.Position = position;
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }
}
