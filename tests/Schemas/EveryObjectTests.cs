using Infra.Model;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Every object, release and chart value of every stack is one that the real thing accepts.</summary>
public sealed class EveryObjectTests
{
    private const string Traefik = "traefik";

    public static TheoryData<string> Stacks() => Plans.Stacks();

    [SkippableTheory]
    [MemberData(nameof(Stacks))]
    [Pitfall("postgres-parameter-text")]
    public async Task TheApiServerAcceptsEveryObject(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var validator = new ObjectValidator(KubernetesSchemas.Of(MinorOf(stack)), InstalledVersions.Of(plan));

        var wrong = new List<string>();
        foreach (var (resource, thing) in PlannedObjects.Of(plan))
        {
            wrong.AddRange((await validator.FindAsync(thing)).Select(finding => $"{resource} ({thing.Text("kind")}) {finding}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>What only stands in a later phase, and what is described by no system in the repository.</summary>
    [SkippableTheory]
    [InlineData("dev", "1-dev")]
    [InlineData("prod", "2-stage")]
    [InlineData("stage", "2-stage")]
    [InlineData("prod", "3-prod")]
    [InlineData("test", "3-prod")]
    public async Task TheApiServerAcceptsEveryObjectOfAPhaseWithRedis(string stack, string phase)
    {
        _ = ReferenceData.Root;
        var plan = await DatabaseSystems.PlanAsync(DatabaseSystems.WithRedis(DatabaseSystems.In(stack, phase)));
        var validator = new ObjectValidator(KubernetesSchemas.Of(MinorOf(stack)), InstalledVersions.Of(plan));

        var wrong = new List<string>();
        foreach (var (resource, thing) in PlannedObjects.Of(plan))
        {
            wrong.AddRange((await validator.FindAsync(thing)).Select(finding => $"{resource} ({thing.Text("kind")}) {finding}"));
        }

        foreach (var use in ChartUse.Of(plan))
        {
            wrong.AddRange((await ChartValidator.FindAsync(use)).Select(finding => $"{use.Resource} ({use.Chart} {use.Version}) {finding}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Contains(plan.Resources, resource => resource.Name == "redis-cache-set");
    }

    [SkippableTheory]
    [MemberData(nameof(Stacks))]
    [Pitfall("velero-namespace")]
    public async Task EveryNamespacedObjectSaysWhereItLives(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var schemas = KubernetesSchemas.Of(MinorOf(stack));

        var homeless = new List<string>();
        foreach (var (resource, thing) in PlannedObjects.Of(plan))
        {
            var schema = await schemas.ForAsync(thing.Text("apiVersion") ?? "", thing.Text("kind") ?? "", InstalledVersions.None);
            if (schema.Any(one => one.IsNamespaced) && !thing.At("metadata").Has("namespace"))
            {
                homeless.Add($"{resource} ({thing.Text("kind")})");
            }
        }

        Assert.True(homeless.Count == 0, string.Join('\n', homeless));
    }

    [SkippableTheory]
    [MemberData(nameof(Stacks))]
    [Pitfall("velero-restic")]
    public async Task EveryChartTakesItsValues(string stack)
    {
        _ = ReferenceData.Root;
        var plan = await Plans.OfAsync(stack);

        var wrong = new List<string>();
        foreach (var use in ChartUse.Of(plan).Concat(PlannedObjects.Of(plan).SelectMany(found => Bundled(found.Resource, found.Object))))
        {
            wrong.AddRange((await ChartValidator.FindAsync(use)).Select(finding => $"{use.Resource} ({use.Chart} {use.Version}) {finding}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>What a HelmChartConfig gives a chart that k3s brings; Traefik's is the only one whose values are at hand.</summary>
    private static IEnumerable<ChartUse> Bundled(string resource, JToken thing) =>
        thing.Text("kind") != "HelmChartConfig" ? []
        : thing.Text("metadata", "name") != Traefik ? [new(resource, thing.Text("metadata", "name") ?? "", "", new JObject())]
        : BundledTraefik.Charts.Select(version => new ChartUse(resource, Traefik, version, YamlTokens.Documents(thing.Text("spec", "valuesContent") ?? "{}")[0]));

    private static string MinorOf(string stack)
    {
        var version = K3sVersion.TryParse(Described.StackOf(stack).Cluster.K3s.Version)!;
        return $"{version.Major}.{version.Minor}";
    }
}
