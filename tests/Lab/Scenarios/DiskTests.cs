using System.Globalization;
using Infra.Cluster;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>A node's data disk: formatted once when it is blank, never when anything is on it.</summary>
[Collection(LabAlone.Name)]
public sealed class DiskTests
{
    private const string MountPath = "/var/lib/longhorn";
    private const int Megabytes = 96;

    [SkippableFact]
    public async Task ABlankDiskIsFormattedAndMountedAndThenLeftAlone()
    {
        using var lab = await LabNet.CreateAsync();
        using var disk = LabDisk.Create(lab, Megabytes);
        var host = lab.Add("one", 1);

        Assert.Contains("which was blank", Mount(host, disk), StringComparison.Ordinal);
        host.Console($"echo replica > {MountPath}/replica");
        var table = host.Read("/etc/fstab");
        var again = Mount(host, disk);

        Assert.DoesNotContain("which was blank", again, StringComparison.Ordinal);
        Assert.Equal("replica", host.Console($"cat {MountPath}/replica").Trim());
        Assert.Equal(table, host.Read("/etc/fstab"));
        Assert.Contains("nofail", Assert.Single(table!.Split('\n'), line => line.Contains(MountPath, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ARecreatedHostFindsItsDataAgain()
    {
        using var lab = await LabNet.CreateAsync();
        using var disk = LabDisk.Create(lab, Megabytes);
        var host = lab.Add("one", 1);
        Mount(host, disk);
        host.Console($"echo replica > {MountPath}/replica && sync");
        host.Recreate();

        Assert.DoesNotContain("which was blank", Mount(host, disk), StringComparison.Ordinal);
        Assert.Equal("replica", host.Console($"cat {MountPath}/replica").Trim());
    }

    [SkippableTheory]
    [InlineData("mkswap")]
    [InlineData("mkfs.ext2")]
    [InlineData("partitions")]
    [InlineData("bytes")]
    public async Task ADiskWithAnythingOnItIsRefusedAndStaysAsItIs(string content)
    {
        using var lab = await LabNet.CreateAsync();
        using var disk = LabDisk.Create(lab, 400);
        switch (content)
        {
            case "bytes":
                disk.Scribble();
                break;
            case "partitions":
                disk.Partition();
                break;
            default:
                disk.Run(content);
                break;
        }
        var before = disk.Digest();
        var host = lab.Add("one", 1);

        var error = Refused(host, disk);

        Assert.Contains("is not blank and holds no ext4", error, StringComparison.Ordinal);
        Assert.Contains("to do: look at it on the host", error, StringComparison.Ordinal);
        Assert.Equal(before, disk.Digest());
    }

    [SkippableFact]
    public async Task FormattingThatWasCutOffIsDoneAgain()
    {
        using var lab = await LabNet.CreateAsync();
        using var disk = LabDisk.Create(lab, Megabytes);
        disk.Scribble();
        var host = lab.Add("one", 1);
        host.Console($"mkdir -p /var/lib/infra && echo {disk.Device} > /var/lib/infra/disk-formatting");

        Assert.Contains("which was blank", Mount(host, disk), StringComparison.Ordinal);
        Assert.Null(host.Read("/var/lib/infra/disk-formatting"));
    }

    [SkippableFact]
    public async Task ANoteLeftBehindNeverFormatsADiskThatWasUsedSince()
    {
        using var lab = await LabNet.CreateAsync();
        using var disk = LabDisk.Create(lab, Megabytes);
        var host = lab.Add("one", 1);
        Mount(host, disk);
        host.Console($"echo replica > {MountPath}/replica && umount {MountPath} && echo {disk.Device} > /var/lib/infra/disk-formatting");

        Mount(host, disk);

        Assert.Equal("replica", host.Console($"cat {MountPath}/replica").Trim());
    }

    [SkippableFact]
    public async Task TheFileSystemGrowsWithItsDisk()
    {
        Skip.IfNot(MayResize(), "this machine withholds CAP_SYS_RESOURCE, without which no mounted file system grows");
        using var lab = await LabNet.CreateAsync();
        using var disk = LabDisk.Create(lab, Megabytes);
        var host = lab.Add("one", 1);
        Mount(host, disk);
        var before = Blocks(host);
        disk.Grow(2 * Megabytes);

        Mount(host, disk, 2 * Megabytes);

        Assert.True(Blocks(host) > 1.8 * before);
    }

    [SkippableFact]
    public async Task DataBelowTheMountPointIsNotHidden()
    {
        using var lab = await LabNet.CreateAsync();
        using var disk = LabDisk.Create(lab, Megabytes);
        var host = lab.Add("one", 1);
        host.Console($"mkdir -p {MountPath}/replicas && echo replica > {MountPath}/replicas/one");

        Assert.Contains($"{MountPath} on the root disk already holds data", Refused(host, disk), StringComparison.Ordinal);
        Assert.Equal("replica", host.Console($"cat {MountPath}/replicas/one").Trim());
    }

    [SkippableFact]
    public async Task AnotherDiskInItsPlaceIsNamed()
    {
        using var lab = await LabNet.CreateAsync();
        using var first = LabDisk.Create(lab, Megabytes);
        using var second = LabDisk.Create(lab, Megabytes);
        var host = lab.Add("one", 1);
        Mount(host, first);

        Assert.Contains($"another disk is mounted at {MountPath}: {first.Device}", Refused(host, second), StringComparison.Ordinal);
    }

    private static string Mount(LabHost host, LabDisk disk, int megabytes = Megabytes)
    {
        var (code, output, error) = Step(host, disk, megabytes);
        Assert.True(code == 0, error);
        return output;
    }

    private static string Refused(LabHost host, LabDisk disk)
    {
        var (code, _, error) = Step(host, disk, Megabytes);
        Assert.Equal(1, code);
        return error;
    }

    private static (int Code, string Output, string Error) Step(LabHost host, LabDisk disk, int megabytes)
    {
        var script = Path.Combine(host.Disk, "root/step.sh");
        File.WriteAllText(script, NodeStep.Compose("disk", host.Name, new Dictionary<string, string>
        {
            ["DEVICE"] = disk.Device,
            ["MOUNT_PATH"] = MountPath,
            ["SIZE_BYTES"] = (megabytes * 1024L * 1024).ToString(CultureInfo.InvariantCulture),
        }, "root"));
        var said = host.Console("bash /root/step.sh >/root/step.out 2>/root/step.err; echo $?");
        return (int.Parse(said, CultureInfo.InvariantCulture), host.Read("/root/step.out")!, host.Read("/root/step.err")!);
    }

    private static bool MayResize()
    {
        var effective = File.ReadLines("/proc/self/status").First(line => line.StartsWith("CapEff:", StringComparison.Ordinal))["CapEff:".Length..].Trim();
        return (ulong.Parse(effective, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << 24)) != 0;
    }

    private static long Blocks(LabHost host) => long.Parse(host.Console($"stat -f -c %b {MountPath}").Trim(), CultureInfo.InvariantCulture);
}
