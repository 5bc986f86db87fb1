using System.Globalization;
using Infra.Cluster;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// The data disk of a node: formatted once when it is blank, never when anything is on it. Slow: each scenario starts hosts with an sshd
/// and runs the steps of a node on them.
/// </summary>
public sealed class DiskTests
{
    private const string MountPath = "/var/lib/longhorn";
    private const int Megabytes = 96;

    [SkippableFact]
    public async Task BlankDiskIsFormattedAndMountedOnce()
    {
        await using var lab = await LabNet.CreateAsync();
        await using var disk = await LabDisk.CreateAsync(lab, Megabytes);
        var host = await lab.AddAsync("one", 1);

        Assert.Contains("which was blank", await MountAsync(host, disk), StringComparison.Ordinal);
        await host.ConsoleAsync($"echo replica > {MountPath}/replica");
        var table = host.Read("/etc/fstab");
        var again = await MountAsync(host, disk);

        Assert.DoesNotContain("which was blank", again, StringComparison.Ordinal);
        Assert.Equal("replica", (await host.ConsoleAsync($"cat {MountPath}/replica")).Trim());
        Assert.Equal(table, host.Read("/etc/fstab"));
        Assert.Contains(
            "nofail",
            Assert.Single(table!.Split('\n'), line => line.Contains(MountPath, StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task RecreatedHostMountsItsDataDisk()
    {
        await using var lab = await LabNet.CreateAsync();
        await using var disk = await LabDisk.CreateAsync(lab, Megabytes);
        var host = await lab.AddAsync("one", 1);
        await MountAsync(host, disk);
        await host.ConsoleAsync($"echo replica > {MountPath}/replica && sync");
        await host.RecreateAsync();

        Assert.DoesNotContain("which was blank", await MountAsync(host, disk), StringComparison.Ordinal);
        Assert.Equal("replica", (await host.ConsoleAsync($"cat {MountPath}/replica")).Trim());
    }

    [SkippableTheory]
    [InlineData("mkswap")]
    [InlineData("mkfs.ext2")]
    [InlineData("partitions")]
    [InlineData("bytes")]
    public async Task DiskWithDataIsRefusedAndUnchanged(string content)
    {
        await using var lab = await LabNet.CreateAsync();
        await using var disk = await LabDisk.CreateAsync(lab, 400);
        switch (content)
        {
            case "bytes":
                disk.Scribble();
                break;
            case "partitions":
                disk.Partition();
                break;
            default:
                await disk.RunAsync(content);
                break;
        }
        var before = await disk.DigestAsync();
        var host = await lab.AddAsync("one", 1);

        var error = await RefusalAsync(host, disk);

        Assert.Contains("is not blank and has no ext4 file system", error, StringComparison.Ordinal);
        Assert.Contains("to do: examine it on the host", error, StringComparison.Ordinal);
        Assert.Equal(before, await disk.DigestAsync());
    }

    [SkippableFact]
    public async Task InterruptedFormattingIsRepeated()
    {
        await using var lab = await LabNet.CreateAsync();
        await using var disk = await LabDisk.CreateAsync(lab, Megabytes);
        disk.Scribble();
        var host = await lab.AddAsync("one", 1);
        await host.ConsoleAsync($"mkdir -p /var/lib/infra && echo {disk.Device} > /var/lib/infra/disk-formatting");

        Assert.Contains("which was blank", await MountAsync(host, disk), StringComparison.Ordinal);
        Assert.Null(host.Read("/var/lib/infra/disk-formatting"));
    }

    [SkippableFact]
    public async Task NoteOfAnInterruptedFormattingNeverFormatsADiskThatWasUsedSince()
    {
        await using var lab = await LabNet.CreateAsync();
        await using var disk = await LabDisk.CreateAsync(lab, Megabytes);
        var host = await lab.AddAsync("one", 1);
        await MountAsync(host, disk);
        await host.ConsoleAsync(
            $"echo replica > {MountPath}/replica && umount {MountPath} && echo {disk.Device} > /var/lib/infra/disk-formatting");

        await MountAsync(host, disk);

        Assert.Equal("replica", (await host.ConsoleAsync($"cat {MountPath}/replica")).Trim());
    }

    [SkippableFact]
    public async Task FileSystemGrowsWithItsDisk()
    {
        Skip.IfNot(MayResize(), "this machine withholds CAP_SYS_RESOURCE, without which no mounted file system grows");
        await using var lab = await LabNet.CreateAsync();
        await using var disk = await LabDisk.CreateAsync(lab, Megabytes);
        var host = await lab.AddAsync("one", 1);
        await MountAsync(host, disk);
        var before = await BlocksAsync(host);
        await disk.GrowAsync(2 * Megabytes);

        await MountAsync(host, disk, 2 * Megabytes);

        Assert.True(await BlocksAsync(host) > 1.8 * before);
    }

    [SkippableFact]
    public async Task DataBelowTheMountPointIsNotHidden()
    {
        await using var lab = await LabNet.CreateAsync();
        await using var disk = await LabDisk.CreateAsync(lab, Megabytes);
        var host = await lab.AddAsync("one", 1);
        await host.ConsoleAsync($"mkdir -p {MountPath}/replicas && echo replica > {MountPath}/replicas/one");

        Assert.Contains($"{MountPath} on the root disk already contains data", await RefusalAsync(host, disk), StringComparison.Ordinal);
        Assert.Equal("replica", (await host.ConsoleAsync($"cat {MountPath}/replicas/one")).Trim());
    }

    [SkippableFact]
    public async Task AnotherDiskAtTheMountPointIsNamed()
    {
        await using var lab = await LabNet.CreateAsync();
        await using var first = await LabDisk.CreateAsync(lab, Megabytes);
        await using var second = await LabDisk.CreateAsync(lab, Megabytes);
        var host = await lab.AddAsync("one", 1);
        await MountAsync(host, first);

        Assert.Contains(
            $"another disk is mounted at {MountPath}: {first.Device}", await RefusalAsync(host, second), StringComparison.Ordinal);
    }

    private static async Task<string> MountAsync(LabHost host, LabDisk disk, int megabytes = Megabytes)
    {
        var (code, output, error) = await RunStepAsync(host, disk, megabytes);
        Assert.True(code == 0, error);
        return output;
    }

    private static async Task<string> RefusalAsync(LabHost host, LabDisk disk)
    {
        var (code, _, error) = await RunStepAsync(host, disk, Megabytes);
        Assert.Equal(1, code);
        return error;
    }

    private static async Task<(int Code, string Output, string Error)> RunStepAsync(LabHost host, LabDisk disk, int megabytes)
    {
        var script = Path.Combine(host.Disk, "root/step.sh");
        await File.WriteAllTextAsync(script, NodeStep.Compose("disk", host.Name, new Dictionary<string, string>
        {
            ["DEVICE"] = disk.Device,
            ["MOUNT_PATH"] = MountPath,
            ["SIZE_BYTES"] = (megabytes * 1024L * 1024).ToString(CultureInfo.InvariantCulture),
        }));
        var code = await host.ConsoleAsync("bash /root/step.sh >/root/step.out 2>/root/step.err; echo $?");
        return (int.Parse(code, CultureInfo.InvariantCulture), host.Read("/root/step.out")!, host.Read("/root/step.err")!);
    }

    private static bool MayResize()
    {
        var effective = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith("CapEff:", StringComparison.Ordinal))["CapEff:".Length..].Trim();
        return (ulong.Parse(effective, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << 24)) != 0;
    }

    private static async Task<long> BlocksAsync(LabHost host) =>
        long.Parse((await host.ConsoleAsync($"stat -f -c %b {MountPath}")).Trim(), CultureInfo.InvariantCulture);
}
