using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Validation of charts' values. Slow: the defaults of every chart, some thousand values each, are validated.</summary>
public sealed class ChartValidatorTests
{
    [SkippableTheory]
    // A chart with a schema.
    [InlineData(
        "cert-manager",
        "1.21.1",
        "{crds: {enabled: true, keep: true}, replicaCount: 2, prometheus: {servicemonitor: {enabled: true}}, global: " +
        "{leaderElection: {namespace: kube-system}}}")]
    [InlineData(
        "cert-manager",
        "v1.21.1",
        "{extraArgs: [--v=2], resources: {requests: {cpu: 10m}}, webhook: {replicaCount: 3, hostNetwork: false}}")]
    [InlineData("traefik", "39.0.7", "{ports: {web: {port: 80}, mine: {port: 9000}}, deployment: {kind: DaemonSet}}")]
    [InlineData(
        "velero",
        "12.1.0",
        "{configuration: {backupStorageLocation: [{name: default, provider: aws, bucket: b}]}, deployNodeAgent: true}")]
    // A chart without a schema.
    [InlineData(
        "longhorn",
        "1.12.1",
        "{defaultSettings: {defaultReplicaCount: 3}, persistence: {defaultClass: false}, longhornManager: {nodeSelector: {disk: fast}}}")]
    [InlineData(
        "sealed-secrets",
        "2.19.1",
        "{fullnameOverride: sealed-secrets, keyrenewperiod: 720h, resources: {limits: {memory: 64Mi}}, podLabels: {a: b}}")]
    [InlineData("kured", "6.1.0", "{configuration: {rebootDays: [mo], startTime: '2:00'}, tolerations: [{operator: Exists}]}")]
    // A subchart with reference data.
    [InlineData("kube-prometheus-stack", "88.5.3", "{grafana: {enabled: true, replicas: 2, adminPassword: secret}}")]
    // A removed default.
    [InlineData("longhorn", "1.12.1", "{ingress: null}")]
    public async Task AcceptsKnownValues(string chart, string version, string values) =>
        Assert.Equal([], await FindAsync(chart, version, values));

    [SkippableTheory]
    [InlineData("cert-manager", "1.21.1", "{crd: {enabled: true}}", "crd: ")]
    [InlineData("cert-manager", "1.21.1", "{crds: {enable: true}}", "crds.enable: ")]
    [InlineData("cert-manager", "1.21.1", "{replicaCount: [1]}", "replicaCount: ")]
    [InlineData("traefik", "39.0.7", "{ports: {websecure: {tls: {enabled: true}}}}", "ports.websecure.tls: unknown field")]
    [InlineData("velero", "12.1.0", "{configurations: {}}", "configurations: chart velero knows no such key")]
    [InlineData("longhorn", "1.12.1", "{defaultSetting: {}}", "defaultSetting: chart longhorn knows no such key")]
    [InlineData(
        "longhorn",
        "1.12.1",
        "{defaultSettings: {replicaCount: 3}}",
        "defaultSettings.replicaCount: chart longhorn knows no such key")]
    [InlineData("longhorn", "1.12.1", "{persistence: true}", "persistence: a map in chart longhorn")]
    [InlineData(
        "longhorn",
        "1.12.1",
        "{persistence: {defaultClass: 'false'}}",
        "persistence.defaultClass: true or false in chart longhorn")]
    [InlineData("kured", "6.1.0", "{tolerations: {operator: Exists}}", "tolerations: a list in chart kured")]
    [InlineData("kube-prometheus-stack", "88.5.3", "{grafana: {replica: 2}}", "grafana.replica: chart grafana knows no such key")]
    [InlineData(
        "kube-prometheus-stack",
        "88.5.3",
        "{prometheus: {prometheusSpec: {retentions: 10d}}}",
        "prometheus.prometheusSpec.retentions: chart kube-prometheus-stack knows no such key")]
    [InlineData("longhorn", "1.5.3", "{}", "here: chart longhorn 1.5.3 is not among the reference data")]
    [InlineData("nowhere", "1.0.0", "{}", "here: chart nowhere 1.0.0 is not among the reference data")]
    public async Task RefusesUnknownValues(string chart, string version, string values, string finding) =>
        Assert.Contains(await FindAsync(chart, version, values), found => found.StartsWith(finding, StringComparison.Ordinal));

    [SkippableFact]
    public async Task AcceptsTheDefaultsOfEveryChart()
    {
        var wrong = new List<string>();
        foreach (var chart in ChartData.All)
        {
            var own = chart.Values is { } values ? YamlTokens.Of(values) : new JObject();
            wrong.AddRange(
                (await ChartValidator.FindAsync(new("here", chart.Name, chart.Version, own)))
                    .Select(finding => $"{chart.Name}: {finding}"));
        }

        Assert.Equal([], wrong);
    }

    private static Task<IReadOnlyCollection<string>> FindAsync(string chart, string version, string values) =>
        ChartValidator.FindAsync(new("here", chart, version, YamlTokens.Documents(values)[0]));
}
