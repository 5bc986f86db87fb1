using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Checks of whole plans against the official schemas of Kubernetes, of CRDs and of charts.</summary>
internal static class PlanSchemas
{
    private const string Traefik = "traefik";

    /// <summary>Returns the Kubernetes version of a stack, such as <c>1.34</c>.</summary>
    public static string MinorOf(PlannedStack stack)
    {
        var version = K3sVersion.TryParse(stack.Spec.Cluster.K3s.Version)!;
        return $"{version.Major}.{version.Minor}";
    }

    /// <summary>Finds what the API server would refuse.</summary>
    public static async Task<IReadOnlyList<string>> CheckObjectsAsync(PlannedStack stack)
    {
        var validator = new ObjectValidator(KubernetesSchemas.Of(MinorOf(stack)), InstalledVersions.Of(stack.Plan));
        var findings = new List<string>();
        foreach (var (resource, thing) in PlannedObjects.Of(stack.Plan))
        {
            findings.AddRange((await validator.FindAsync(thing)).Select(finding => $"{resource} ({thing.Text("kind")}) {finding}"));
        }

        return findings;
    }

    /// <summary>Finds objects of namespaced kinds that name no namespace.</summary>
    public static async Task<IReadOnlyList<string>> CheckNamespacesAsync(PlannedStack stack)
    {
        var schemas = KubernetesSchemas.Of(MinorOf(stack));
        var findings = new List<string>();
        foreach (var (resource, thing) in PlannedObjects.Of(stack.Plan))
        {
            var schema = await schemas.ForAsync(thing.Text("apiVersion") ?? "", thing.Text("kind") ?? "", InstalledVersions.None);
            if (schema.Any(one => one.IsNamespaced) && !thing.At("metadata").Has("namespace"))
            {
                findings.Add($"{resource} ({thing.Text("kind")}) names no namespace");
            }
        }

        return findings;
    }

    /// <summary>Finds values that a chart does not accept.</summary>
    public static async Task<IReadOnlyList<string>> CheckChartsAsync(IEnumerable<ChartUse> uses)
    {
        _ = ReferenceData.Root;
        var findings = new List<string>();
        foreach (var use in uses)
        {
            findings.AddRange(
                (await ChartValidator.FindAsync(use)).Select(finding => $"{use.Resource} ({use.Chart} {use.Version}) {finding}"));
        }

        return findings;
    }

    /// <summary>Lists the charts of a plan with their values, including those for the Traefik chart that k3s bundles.</summary>
    public static IEnumerable<ChartUse> ChartsOf(PlannedStack stack) =>
        ChartUse.Of(stack.Plan).Concat(PlannedObjects.Of(stack.Plan).SelectMany(found => Bundled(found.Resource, found.Object)));

    private static IEnumerable<ChartUse> Bundled(string resource, JToken thing) =>
        thing.Text("kind") != "HelmChartConfig" ? []
        : thing.Text("metadata", "name") != Traefik ? [new(resource, thing.Text("metadata", "name") ?? "", "", new JObject())]
        : TraefikVersions.Bundled.Select(
            version => new ChartUse(resource, Traefik, version, YamlTokens.Documents(thing.Text("spec", "valuesContent") ?? "{}")[0]));
}
