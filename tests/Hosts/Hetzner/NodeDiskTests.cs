using Infra.Hosts;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Hosts;

public sealed class NodeDiskTests
{
    [Fact]
    public async Task EachDescribedDiskIsAVolume()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Equal(
            ["worker-1-disk-volume", "worker-2-disk-volume"],
            Of(plan, "hcloud:index/volume:Volume").Select(volume => volume.Name).Order());
        Assert.NotNull(typeof(Pulumi.HCloud.VolumeArgs).GetProperty("Format"));
        Each.Of(Of(plan, "hcloud:index/volume:Volume"), volume =>
        {
            Assert.Equal(600, volume.Inputs["size"]!.Number);
            Assert.True(volume.Inputs["deleteProtection"]!.IsTrue);
            Assert.DoesNotContain("format", volume.Inputs.Keys);
        });
    }

    [Fact]
    public async Task HetznerDoesNotMountTheVolume() =>
        Each.Of(Of(await Plans.OfAsync("prod"), "hcloud:index/volumeAttachment:VolumeAttachment"), attachment =>
        {
            Assert.False(attachment.Inputs["automount"]!.IsTrue);
            Assert.True(attachment.DeleteBeforeReplace);
        });

    [Fact]
    public async Task MountsTheDiskBeforeK3sStarts()
    {
        var plan = await Plans.OfAsync("prod");

        var disk = Named(plan, "worker-1-disk");
        Assert.Contains(disk.Urn, Named(plan, "worker-1-start").DependsOn);
        Assert.Contains(disk.DependsOn, urn => urn.EndsWith("worker-1-disk-attachment", StringComparison.Ordinal));
        Assert.Contains(disk.DependsOn, urn => urn.EndsWith("worker-1-prepare", StringComparison.Ordinal));
        Assert.Contains("export MOUNT_PATH='/var/lib/longhorn'", disk.Inputs["stdin"]!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NodeWithoutADiskHasNoStepForOne() =>
        Each.Lacks(
            (await Plans.OfAsync("prod")).Resources,
            resource => resource.Name.StartsWith("master-1-disk", StringComparison.Ordinal));

    [Fact]
    public async Task LargerDiskChangesItsVolumeAndItsStepOnly()
    {
        var system = Described.StackOf("prod");
        var before = await Plans.OfAsync(system);
        var after = await Plans.OfAsync(system with
        {
            Storage = system.Storage with
            {
                NodeDisks =
                [
                    .. system.Storage.NodeDisks.Select(
                        disk => disk.Name == "worker-1" ? disk with { Size = Quantity.Parse("700G") } : disk),
                ],
            },
        });

        Assert.Equal(
            ["worker-1-disk", "worker-1-disk-volume"],
            before.Resources.Where(resource => !Plans.Same(resource.Inputs, after.Find(resource.Urn)!.Inputs))
                .Select(resource => resource.Name)
                .Order());
    }

    [Fact]
    public void RoundsSizesLikeHetzner() => Assert.Equal(600, NodeDisk.Gigabytes(Quantity.Parse("600G")));

    private static PlanResource Named(PlanGraph plan, string name) =>
        plan.Resources.Single(resource => resource.Name == name && resource.Type == "command:remote:Command");

    private static IEnumerable<PlanResource> Of(PlanGraph plan, string type) => plan.Resources.Where(resource => resource.Type == type);
}
