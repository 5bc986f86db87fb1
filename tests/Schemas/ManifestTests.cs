using Infra.Tests.Support;

namespace Infra.Tests.Schemas;

/// <summary>Manifests of upstream projects, which the validator must accept.</summary>
public sealed class ManifestTests
{
    [SkippableTheory]
    [InlineData("snapshot-controller-8.6.0", "rbac-snapshot-controller.yaml")]
    [InlineData("snapshot-controller-8.6.0", "setup-snapshot-controller.yaml")]
    [InlineData("system-upgrade-controller-0.20.1", "clusterrole.yaml")]
    [InlineData("system-upgrade-controller-0.20.1", "system-upgrade-controller.yaml")]
    [InlineData("system-upgrade-controller-0.20.1", "k3s-upgrade.yaml")]
    [InlineData("plugin-barman-cloud-0.14.0", "manifest.yaml")]
    public async Task AcceptsUpstreamManifests(string set, string file)
    {
        var wrong = await FindAsync(set, file);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The upstream kustomization adds the namespace of the subjects; the API server refuses the file alone.</summary>
    [SkippableFact]
    public async Task RefusesBindingsWithoutTheNamespaceOfAKustomization() => Assert.Equal(
        [
            "ClusterRoleBinding system-upgrade-drainer: subjects[0].namespace: required for a ServiceAccount",
            "ClusterRoleBinding system-upgrade: subjects[0].namespace: required for a ServiceAccount",
        ],
        await FindAsync("system-upgrade-controller-0.20.1", "clusterrolebinding.yaml"));

    private static async Task<List<string>> FindAsync(string set, string file)
    {
        var text = await File.ReadAllTextAsync(Repository.Reference("data", "manifests", set, file));
        var validator = new ObjectValidator(KubernetesSchemas.Of("1.34"), InstalledVersions.None);

        var wrong = new List<string>();
        foreach (var thing in PlannedObjects.InText(text))
        {
            wrong.AddRange(
                (await validator.FindAsync(thing)).Select(finding => $"{thing.Text("kind")} {thing.Text("metadata", "name")}: {finding}"));
        }

        return wrong;
    }
}
