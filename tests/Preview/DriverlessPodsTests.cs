using Infra.Model;
using Infra.Preview.Checks;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview;

/// <summary>Search for pods with volumes of Longhorn on nodes without its driver.</summary>
public sealed class DriverlessPodsTests
{
    private static readonly NodeSpec[] Nodes =
    [
        Described.Server("master", "10.0.0.1") with { Taints = [new() { Name = TaintSpec.ControlPlane }] },
        Described.Server("worker", "10.0.0.2") with { Labels = new Dictionary<string, string> { ["disk"] = "large" } },
    ];

    [Theory]
    [InlineData("prod", "3-prod")]
    [InlineData("prod", "1-dev")]
    [InlineData("dev", "3-prod")]
    [Pitfall("longhorn-taints")]
    public async Task PlannedPodsRunWhereTheDriverIs(string stack, string phase)
    {
        var system = DatabaseSystems.In(stack, phase);

        Assert.Empty(DriverlessPods.In(await DatabaseSystems.PlanAsync(system), system.Cluster.Nodes));
    }

    [Theory]
    [InlineData("global", "tolerations")]
    [InlineData("defaultSettings", "taintToleration")]
    [Pitfall("longhorn-taints")]
    public async Task FindsTheMemberThatBothKindsOfLonghornsPodsDoNotFollow(string section, string key)
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        var plan = await DatabaseSystems.PlanAsync(system);
        var release = plan.Resources.Single(resource => resource.Name == "longhorn-release");

        Assert.Equal(
            "mysql-mysql-cluster: its pods have volumes of Longhorn and may run on master-1, where Longhorn does not tolerate the taint "
            + "node-role.kubernetes.io/control-plane=true:NoSchedule; remove the taint, or keep these pods off the node",
            Assert.Single(DriverlessPods.In(
                plan.With(release, release.WithInput((PlanValue?)null, "values", section, key)), system.Cluster.Nodes)));
    }

    [Theory]
    [InlineData(
        "{spec: {template: {spec: {tolerations: [{operator: Exists}], volumes: [{persistentVolumeClaim: {claimName: data}}]}}}}",
        1)]
    [InlineData("{spec: {template: {spec: {volumes: [{persistentVolumeClaim: {claimName: data}}]}}}}", 0)]
    [InlineData("{spec: {template: {spec: {tolerations: [{operator: Exists}], volumes: [{persistentVolumeClaim: {claimName: b}}]}}}}", 0)]
    [InlineData(
        "{spec: {template: {spec: {nodeSelector: {disk: large}, tolerations: [{operator: Exists}], "
        + "volumes: [{persistentVolumeClaim: {claimName: data}}]}}}}",
        0)]
    [InlineData(
        "{spec: {volumeClaimTemplates: [{spec: {storageClassName: replicated}}], template: {spec: {tolerations: "
        + "[{key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoSchedule}]}}}}",
        1)]
    [InlineData(
        "{spec: {volumeClaimTemplates: [{spec: {storageClassName: replicated}}], template: {spec: {tolerations: "
        + "[{key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoExecute}]}}}}",
        0)]
    [InlineData(
        "{spec: {volumeClaimTemplates: [{spec: {storageClassName: replicated}}], template: {spec: {tolerations: "
        + "[{key: node-role.kubernetes.io/control-plane, value: other}]}}}}",
        0)]
    [InlineData(
        "{spec: {jobTemplate: {spec: {template: {spec: {tolerations: [{operator: Exists}], volumes: "
        + "[{ephemeral: {volumeClaimTemplate: {spec: {storageClassName: replicated}}}}]}}}}}}",
        1)]
    [InlineData("{spec: {containers: [], tolerations: [{operator: Exists}], volumes: [{persistentVolumeClaim: {claimName: data}}]}}", 1)]
    [InlineData(
        "{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, spec: {storage: {storageClass: local}, walStorage: "
        + "{storageClass: replicated}, affinity: {tolerations: [{operator: Exists}]}}}",
        1)]
    public void FindsPodsByTheirVolumesLabelsAndTolerations(string pods, int found) =>
        Assert.Equal(found, DriverlessPods.In(Plan("", Resource("pods", pods)), Nodes).Count);

    [Theory]
    [InlineData("dedicated:NoSchedule; node-role.kubernetes.io/control-plane=true:NoSchedule", 0)]
    [InlineData("node-role.kubernetes.io/control-plane:NoSchedule", 0)]
    [InlineData("node-role.kubernetes.io/control-plane:", 0)]
    [InlineData("node-role.kubernetes.io/control-plane=false:NoSchedule", 1)]
    [InlineData("node-role.kubernetes.io/control-plane:NoExecute", 1)]
    public void ReadsTheSettingAsLonghornDoes(string setting, int found) => Assert.Equal(
        found,
        DriverlessPods.In(
            Plan(setting, Resource("pods", "{spec: {containers: [], tolerations: [{operator: Exists}], volumes: "
                + "[{persistentVolumeClaim: {claimName: data}}]}}")),
            Nodes).Count);

    [Fact]
    public void GuestsPodsAreComparedWithTheOwnersLonghorn()
    {
        var guest = new PlanGraph(
            new("guest", "", "", null),
            [
                Resource("claim", "{kind: PersistentVolumeClaim, metadata: {name: data}, spec: {storageClassName: replicated}}"),
                Resource("pods", "{spec: {containers: [], tolerations: [{operator: Exists}], volumes: "
                    + "[{persistentVolumeClaim: {claimName: data}}]}}"),
            ],
            PlanValue.EmptyMap);

        Assert.Single(DriverlessPods.In(guest, Nodes, Plan("")));
        Assert.Empty(DriverlessPods.In(guest, Nodes, Plan("node-role.kubernetes.io/control-plane:NoSchedule")));
    }

    private static PlanGraph Plan(string setting, params PlanResource[] more) => new(
        new("test", "", "", null),
        [
            Resource(
                "longhorn",
                "{chart: longhorn, values: {global: {tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]}, "
                    + $"defaultSettings: {{taintToleration: '{setting}'}}}}}}",
                "kubernetes:helm.sh/v3:Release"),
            Resource("class", "{kind: StorageClass, metadata: {name: replicated}, provisioner: driver.longhorn.io}"),
            Resource("local", "{kind: StorageClass, metadata: {name: local}, provisioner: rancher.io/local-path}"),
            Resource("claim", "{kind: PersistentVolumeClaim, metadata: {name: data}, spec: {storageClassName: replicated}}"),
            Resource("other", "{kind: PersistentVolumeClaim, metadata: {name: b}, spec: {storageClassName: local}}"),
            .. more,
        ],
        PlanValue.EmptyMap);

    private static PlanResource Resource(string name, string inputs, string type = "kubernetes:any:Thing") =>
        new() { Urn = "urn:" + name, Type = type, Name = name, Inputs = PlanValues.Of(inputs) };
}
