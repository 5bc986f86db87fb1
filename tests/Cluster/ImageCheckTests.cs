using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Cluster;

/// <summary>The checks of imported images before pods start from them, as planned.</summary>
public sealed class ImageCheckTests
{
    private const string Check = "app-copy-image-on-";

    [Fact]
    public async Task PodsStartAfterTheImageWasCheckedOnEveryNode()
    {
        var plan = await Plans.OfAsync(ShadowSystem.With());
        var before = Named(plan, "app-copy-deployment").DependsOn.Select(urn => plan.Find(urn)!.Name)
            .Where(name => name.StartsWith(Check, StringComparison.Ordinal));

        Assert.Equal([$"{Check}master-1", $"{Check}worker-1", $"{Check}worker-2"], before.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CheckComesAfterTheImport()
    {
        var plan = await Plans.OfAsync(ShadowSystem.With());

        Assert.Contains("image-copy-2-0-on-worker-1", Named(plan, $"{Check}worker-1").DependsOn.Select(urn => plan.Find(urn)!.Name));
    }

    [Fact]
    public async Task ChangedPodsAreCheckedAgainAndTheNumberOfPodsIsNoReason()
    {
        var keys = Keys(await Plans.OfAsync(ShadowSystem.With()));

        Assert.NotEqual(keys, Keys(await Plans.OfAsync(ShadowSystem.With(app => app with { Env = [new() { Name = "A", Value = "b" }] }))));
        Assert.NotEqual(keys, Keys(await Plans.OfAsync(ShadowSystem.With(image: one => one with { ArchiveSha256 = new('b', 64) }))));
        Assert.Equal(keys, Keys(await Plans.OfAsync(ShadowSystem.With(app => app with { Replicas = 3 }))));

        static string Keys(PlanGraph plan) =>
            string.Join(' ', Named(plan, $"{Check}worker-1").Inputs["triggers"]!.Items.Select(item => item.Text));
    }

    [Fact]
    public async Task AnotherArchiveUnderTheSameNameReplacesThePods()
    {
        Assert.Equal(new('a', 64), await ArchiveAsync());
        Assert.Equal(new('b', 64), await ArchiveAsync(image => image with { ArchiveSha256 = new('b', 64) }));
        Assert.Null(await ArchiveAsync(image => image with { Delivery = ImageDelivery.Push }));

        static async Task<string?> ArchiveAsync(Func<ImageSpec, ImageSpec>? image = null) =>
            Named(await Plans.OfAsync(ShadowSystem.With(image: image)), "app-copy-deployment")
                .Inputs.At("spec", "template", "metadata", "annotations", "infra/image-archive")?.Text;
    }

    [Fact]
    public async Task RemedyNamesTheCommandsThatBringTheImage()
    {
        var plan = await Plans.OfAsync(ShadowSystem.With());
        var script = Named(plan, $"{Check}worker-1").Inputs.TextOf("stdin")!;

        Each.Of(
            ["COPY_NAME='image-copy-2-0-to-worker-1'", "IMPORT_NAME='image-copy-2-0-on-worker-1'"],
            text => Assert.Contains(text, script, StringComparison.Ordinal));
        Each.Of(
            ["image-copy-2-0-to-worker-1", "image-copy-2-0-on-worker-1"],
            name => Assert.Contains(plan.Resources, resource => resource.Name == name));
    }

    [Fact]
    public async Task NodeWithoutTheImageIsNotAsked()
    {
        var plan = await Plans.OfAsync(ShadowSystem.With(
            image: one => one with { NodeLabels = new Dictionary<string, string> { ["node.role"] = "database" } }));

        Assert.Equal(
            [$"{Check}worker-1", $"{Check}worker-2"],
            plan.Resources.Select(resource => resource.Name).Where(name => name.StartsWith(Check, StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task PulledImageIsNotChecked() => Each.Lacks(
        (await Plans.OfAsync(ShadowSystem.With(image: one => one with { Delivery = ImageDelivery.Push }))).Resources,
        resource => resource.Name.StartsWith(Check, StringComparison.Ordinal));

    private static PlanResource Named(PlanGraph plan, string name) =>
        plan.Resources.Single(resource => resource.Name == name && !resource.IsComponent);
}
