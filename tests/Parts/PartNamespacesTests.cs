using Infra.Parts;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Parts;

public sealed class PartNamespacesTests
{
    private const string Namespace = "kubernetes:core/v1:Namespace";

    [Theory]
    [InlineData("longhorn-system", "belongs to Longhorn")]
    [InlineData("cert-manager", "belongs to cert-manager")]
    [InlineData("cnpg-system", "belongs to CloudNativePG")]
    [InlineData("pxc-system", "belongs to the operator of MySQL")]
    [InlineData("host-monitoring", "belongs to the pods that read the nodes' file systems", "observability.hostNamespace")]
    [InlineData("velero", "belongs to Velero", "backup.velero.namespace")]
    [InlineData("restore-test", "belongs to the restore test", "backup.restoreTests[restore-prod].into")]
    [Pitfall("namespace-twice")]
    public void RefusesADescribedNamespaceOfAPart(string name, string owner, string? setting = null) => Refused(
        $$"""namespaces: [{name: {{name}}}]""",
        setting is null
            ? $"namespaces[{name}].name: the namespace '{name}' {owner}; choose another name"
            : $"{setting}: the namespace '{name}' is one of the described; choose another name");

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    [InlineData("kube-public")]
    [InlineData("kube-node-lease")]
    public void RefusesANamespaceOfKubernetes(string name)
    {
        Refused($$"""namespaces: [{name: {{name}}}]""", $"'{name}' is not a name of a namespace");
        RefusedAmongOthers($"backup: {{velero: {{namespace: {name}}}}}", $"'{name}' is not a name of a namespace");
        RefusedAmongOthers(
            $$"""backup: {restoreTests: [{name: restore-prod, into: {{name}}}]}""", $"'{name}' is not a name of a namespace");
    }

    [Theory]
    [InlineData("backup: {velero: {namespace: longhorn-system}}", "'longhorn-system' belongs to Longhorn")]
    [InlineData("backup: {restoreTests: [{name: restore-prod, into: longhorn-system}]}", "'longhorn-system' belongs to Longhorn")]
    [InlineData("backup: {restoreTests: [{name: restore-prod, into: velero}]}", "into: the namespace 'velero' belongs to Velero")]
    [InlineData("backup: {restoreTests: [{name: restore-prod, into: test}]}", "into: the namespace 'test' is one of the described")]
    [InlineData("security: {sealedSecrets: {namespace: infra}}", "sealedSecrets.namespace: the namespace 'infra' is one of the described")]
    [InlineData("security: {sealedSecrets: {namespace: default}}", "sealedSecrets.namespace: the namespace 'default' belongs to")]
    [InlineData("observability: {hostNamespace: infra}", "observability.hostNamespace: the namespace 'infra' is one of the described")]
    [InlineData(
        "backup: {restoreTests: [{name: second, backup: daily-backup, namespace: infra, into: restore-test, schedule: '0 6 * * 0'}]}",
        "restoreTests[second].into: the namespace 'restore-test' belongs to the restore test 'restore-prod', which empties it")]
    public void RefusesANamespaceThatAnotherPartUses(string overrides, string says) => Refused(overrides, says);

    /// <summary>Each part lists all namespaces that it creates.</summary>
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("homelab")]
    public async Task EveryPlannedNamespaceIsDescribedOrOfAPart(string stack)
    {
        var planned = await Plans.StackAsync(Root, stack);
        var known = StackParts.All.SelectMany(part => part.Namespaces(planned.Spec)).Select(found => found.Name)
            .Concat(planned.Spec.Namespaces.Select(found => found.Name))
            .ToHashSet();

        Each.Of(planned.OfType(Namespace).Select(NameOf), name => Assert.Contains(name, known));
    }

    private static string NameOf(PlanResource resource) => resource.Inputs.At("metadata", "name")!.Text;
}
