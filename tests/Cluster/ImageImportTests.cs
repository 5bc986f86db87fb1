using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

/// <summary>Order and triggers of the commands that import images.</summary>
public sealed class ImageImportTests
{
    private const string Name = "image-team-app-1-0";

    private static readonly ImageSpec Image = new()
    {
        Name = "team/app:1.0",
        Delivery = ImageDelivery.Import,
        Archive = "build/app.tar",
        ArchiveSha256 = new string('a', 64),
    };

    [Fact]
    public async Task PlansWithoutTheArchive()
    {
        var plan = await Plans.OfAsync(With(Image));

        Assert.Equal(["master-1", "worker-1", "worker-2"], Nodes(plan, "command:remote:CopyToRemote"));
        Assert.Equal(["master-1", "worker-1", "worker-2"], Nodes(plan, "command:remote:Command"));
    }

    [Fact]
    public async Task ImportDependsOnItsCopyAndItsNodeOnly()
    {
        var plan = await Plans.OfAsync(With(Image));

        Assert.Equal([$"{Name}-to-worker-1", "worker-1-start"], After(plan, $"{Name}-on-worker-1").Order());
    }

    [Fact]
    public async Task CopyDependsOnTheHostOnly()
    {
        var plan = await Plans.OfAsync(With(Image));

        Assert.Empty(After(plan, $"{Name}-to-worker-2"));
    }

    [Fact]
    public async Task ChangedArchiveRunsItsOwnCommandsOnly()
    {
        var before = await Plans.OfAsync(With(Image, Image with { Name = "team/other:1.0" }));
        var after = await Plans.OfAsync(With(Image with { ArchiveSha256 = new string('b', 64) }, Image with { Name = "team/other:1.0" }));

        Assert.Equal(6, before.Resources.Count(resource => resource.Name.StartsWith(Name + "-", StringComparison.Ordinal)));
        Each.Of(
            before.Resources,
            resource =>
                Assert.Equal(
                    resource.Name.StartsWith(Name + "-", StringComparison.Ordinal),
                    !Plans.Same(resource.Inputs, after.Find(resource.Urn)!.Inputs)));
    }

    [Fact]
    public async Task RecreatedHostRunsItsOwnCommandsAgain()
    {
        var plan = await Plans.OfAsync(With(Image));

        foreach (var node in new[] { "master-1", "worker-1", "worker-2" })
        {
            var host = Named(plan, $"{node}-start").Inputs["triggers"]!.Items[0].Text;
            Assert.Equal(
                [host, Image.ArchiveSha256!],
                Named(plan, $"{Name}-to-{node}").Inputs["triggers"]!.Items.Select(item => item.Text));
            Assert.Equal(
                [host, Image.ArchiveSha256!],
                Named(plan, $"{Name}-on-{node}").Inputs["triggers"]!.Items.Select(item => item.Text));
        }
    }

    [Fact]
    public async Task RemovedNodeChangesNoCommandOfTheOthers()
    {
        var system = With(Image);
        var all = await Plans.OfAsync(system);
        var fewer = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { Nodes = [.. system.Cluster.Nodes.Where(node => node.Name != "worker-1")] } });

        Each.Of(
            all.Resources.Where(
                resource =>
                    resource.Name.StartsWith(Name, StringComparison.Ordinal)
                        && !resource.Name.EndsWith("worker-1", StringComparison.Ordinal)),
            resource => Assert.True(Plans.Same(resource.Inputs, fewer.Find(resource.Urn)!.Inputs), resource.Name));
    }

    [Fact]
    public async Task LabelsSelectTheNodes() =>
        Assert.Equal(
            ["worker-1", "worker-2"],
            Nodes(
                await Plans.OfAsync(With(Image with { NodeLabels = new Dictionary<string, string> { ["node.role"] = "database" } })),
                "command:remote:Command"));

    [Fact]
    public async Task PushedImageRunsNoCommand() =>
        Assert.Empty(Nodes(await Plans.OfAsync(With(Image with { Delivery = ImageDelivery.Push })), "command:remote:Command"));

    private static SystemSpec With(params ImageSpec[] images) => Described.StackOf("prod") with { Images = images };

    private static PlanResource Named(PlanGraph plan, string name) =>
        plan.Resources.Single(resource => resource.Name == name && resource.Type.StartsWith("command:", StringComparison.Ordinal));

    private static IEnumerable<string> After(PlanGraph plan, string name) =>
        Named(plan, name).DependsOn.Select(urn => plan.Find(urn)!)
            .Where(resource => resource.Type.StartsWith("command:", StringComparison.Ordinal))
            .Select(resource => resource.Name)
            // Gates come before everything.
            .Where(name => !name.StartsWith("gate-", StringComparison.Ordinal));

    private static IEnumerable<string> Nodes(PlanGraph plan, string type) =>
        plan.Resources.Where(resource => resource.Type == type && resource.Name.StartsWith(Name, StringComparison.Ordinal))
            .Select(resource => resource.Name[(Name.Length + 4)..]).Order();
}
