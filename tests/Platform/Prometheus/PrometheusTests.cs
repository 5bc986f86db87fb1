using System.Text.RegularExpressions;
using Infra.Cluster;
using Infra.Model;
using Infra.Monitoring;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class PrometheusTests
{
    private static readonly ObservabilitySpec Watched = new()
    {
        Prometheus = new() { Class = "longhorn-fast" },
        ComposeHosts = ["docker-1"],
        Alerting = new() { Receivers = [new() { Name = "operators", Secret = "alertReceiver" }] },
    };

    [Theory]
    [InlineData(Placement.Compose)]
    [InlineData(Placement.Nowhere)]
    public async Task NothingIsInstalledElsewhere(Placement place) => Each.Lacks(
        (await PlanAsync(Watched with { Prometheus = new() { RunsOn = place } })).Resources,
        resource => resource.Name.StartsWith("prometheus", StringComparison.Ordinal));

    [Fact]
    public void GuestsUseTheOwnersPrometheus() => Assert.False(new PrometheusPart().IsIn(Described.StackOf("stage")));

    [Fact]
    public async Task EverythingIsFoundAndKeptAsDescribed()
    {
        var spec = (await ValuesAsync(Watched)).At("prometheus", "prometheusSpec")!;
        foreach (var kind in (string[])["rule", "serviceMonitor", "podMonitor", "probe", "scrapeConfig"])
        {
            Assert.False(spec[$"{kind}SelectorNilUsesHelmValues"]!.IsTrue);
        }

        Assert.Equal(("360h0m0s", "16384MiB"), (spec.TextOf("retention"), spec.TextOf("retentionSize")));
        Assert.Equal("30s", spec.TextOf("scrapeInterval"));
        var claim = spec.At("storageSpec", "volumeClaimTemplate", "spec")!;
        Assert.Equal(("longhorn-fast", "20Gi"), (claim.TextOf("storageClassName"), claim.At("resources", "requests", "storage")!.Text));
        Assert.Equal(Described.StackOf("prod").Cluster.Name, spec.At("externalLabels", "cluster")!.Text);
    }

    [Fact]
    public async Task EtcdIsFoundByTheLabelOfItsServers()
    {
        var etcd = (await PlanAsync(Watched)).Resources.Single(resource => resource.Name == "prometheus-etcd").Inputs["spec"]!;
        Assert.Equal("Node", Assert.Single(etcd["kubernetesSDConfigs"]!.Items).TextOf("role"));
        var rules = etcd["relabelings"]!.Items;
        Assert.Contains("node_role_kubernetes_io_etcd", rules[0]["sourceLabels"]!.Items[0].Text, StringComparison.Ordinal);
        Assert.Equal("$1:2381", rules.Single(rule => rule.TextOf("targetLabel") == "__address__").TextOf("replacement"));
        Assert.Equal(["__address__", "instance", "node", "job"], rules.Skip(1).Select(rule => rule.TextOf("targetLabel")!));
    }

    [Fact]
    public async Task EtcdIsNoTargetWhereItServesNoMetrics()
    {
        var system = With(Watched);
        var plan = await Plans.OfAsync(system with
        {
            Cluster = system.Cluster with { K3s = system.Cluster.K3s with { EtcdExposeMetrics = false } },
        });
        Each.Lacks(plan.Resources, resource => resource.Name == "prometheus-etcd");
    }

    /// <summary>Nodes and pods reach the port of etcd's metrics, and everything else is dropped.</summary>
    [Fact]
    public void PortOfEtcdIsOpenToTheClusterAlone()
    {
        var cluster = With(Watched).Cluster;
        var rules = HostFirewall.Render(HostFirewall.SettingsOf(cluster, cluster.Nodes[0], [9100])).Split('\n');
        Assert.Equal(2, rules.Count(rule => rule.Contains("2381", StringComparison.Ordinal)));
        Assert.Contains(rules, rule => rule.Contains("saddr @nodes tcp dport { 2381,", StringComparison.Ordinal));
        Assert.Contains(rules, rule => rule.Contains("2381", StringComparison.Ordinal) && rule.EndsWith("drop", StringComparison.Ordinal));
        Assert.Contains(rules, rule => rule.Contains("saddr @pods accept", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kubeControllerManager")]
    [InlineData("kubeScheduler")]
    [InlineData("kubeProxy")]
    [InlineData("kubeEtcd")]
    public async Task PartsOfTheServersProcessAreNoTargets(string part) =>
        Assert.False((await ValuesAsync(Watched)).At(part, "enabled")!.IsTrue);

    [Fact]
    public async Task NodeExporterRunsInTheNamespaceOfTheHostsPodsOnEveryNode()
    {
        var exporter = (await ValuesAsync(Watched))["prometheus-node-exporter"]!;
        Assert.Equal("host-monitoring", exporter.TextOf("namespaceOverride"));
        var toleration = Assert.Single(exporter["tolerations"]!.Items);
        Assert.Equal("Exists", toleration.TextOf("operator"));
        Assert.Null(toleration["key"]);
        var labels = exporter.At("prometheus", "monitor", "relabelings")!.Items.Select(rule => rule.TextOf("targetLabel"));
        Assert.Equal(["instance", "node"], labels);
    }

    [Fact]
    public async Task CertManagerReplacesTheJobsOfTheWebhook()
    {
        var system = With(Watched);
        var issued = (await ValuesAsync(Watched)).At("prometheusOperator", "admissionWebhooks")!;
        Assert.True(issued.At("certManager", "enabled")!.IsTrue);
        Assert.False(issued.At("patch", "enabled")!.IsTrue);
        var plain = PrometheusValues.For(system with
        {
            Ingress = system.Ingress with { Tls = system.Ingress.Tls with { Mode = TlsMode.None } },
        });
        Assert.Contains("patch", Below(Below(plain, "prometheusOperator"), "admissionWebhooks").Keys);
        Assert.DoesNotContain("certManager", Below(Below(plain, "prometheusOperator"), "admissionWebhooks").Keys);
    }

    [Fact]
    public async Task DefinitionsOfKindsAreUpdatedByAnImageWithATag()
    {
        var job = (await ValuesAsync(Watched)).At("crds", "upgradeJob")!;
        Assert.True(job["enabled"]!.IsTrue);
        Assert.DoesNotContain("+", job.At("image", "kubectl", "tag")!.Text, StringComparison.Ordinal);
        Assert.NotEqual("latest", job.At("image", "busybox", "tag")!.Text);
    }

    [Fact]
    public async Task SnapshotsOfEtcdHaveASeries()
    {
        var state = (await ValuesAsync(Watched))["kube-state-metrics"]!;
        var resource = Assert.Single(state.At("customResourceState", "config", "spec", "resources")!.Items);
        Assert.Equal("ETCDSnapshotFile", resource.At("groupVersionKind", "kind")!.Text);
        var metric = Assert.Single(resource["metrics"]!.Items);
        Assert.Equal(
            "infra_etcd_snapshot_created_seconds", $"{resource.TextOf("metricNamePrefix")}_{metric.TextOf("name")}");
        Assert.Contains(
            state.At("rbac", "extraRules")!.Items, rule => rule["resources"]!.Items[0].Text == "etcdsnapshotfiles");
    }

    [Fact]
    public async Task DockerHostsHaveATargetForEachOfTheirProcesses()
    {
        var configs = (await PlanAsync(Watched)).Resources
            .Where(resource => resource.Name.StartsWith("prometheus-docker-1", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["prometheus-docker-1-cadvisor", "prometheus-docker-1-node-exporter"], configs.Select(config => config.Name).Order());
        foreach (var config in configs)
        {
            var target = Assert.Single(config.Inputs.At("spec", "staticConfigs")!.Items);
            Assert.Equal(
                ("docker-1", "docker-1", "docker"),
                (target.At("labels", "host")!.Text, target.At("labels", "instance")!.Text, target.At("labels", "runtime")!.Text));
            Assert.Matches(":(9100|8081)$", Assert.Single(target["targets"]!.Items).Text);
        }
    }

    [Fact]
    public void PrometheusReachesTheProcessesOfDockerHostsAlone()
    {
        var flows = StackParts.Flows(With(Watched))
            .Where(flow => flow.From.Text == "infra/prometheus" && flow.To.Text == "docker-docker-1");
        Assert.Equal([8081, 9100], flows.SelectMany(flow => flow.Ports).Select(port => port.Number).Order());
    }

    [Theory]
    [InlineData(AlertReceiverKind.Webhook, "443")]
    [InlineData(AlertReceiverKind.Email, "2525")]
    public void AlertmanagerReachesItsReceiversAlone(AlertReceiverKind kind, string ports)
    {
        var receiver = new AlertReceiverSpec
        {
            Name = "operators",
            Kind = kind,
            Secret = "alertReceiver",
            Mail = new() { Server = "mail.example.org", Port = 2525, User = "a", From = "a@example.org", To = ["b@example.org"] },
        };
        var flows = StackParts.Flows(With(Watched with { Alerting = new() { Receivers = [receiver] } }))
            .Where(flow => flow.From.Text == "infra/alertmanager" && flow.To.Text == "internet");
        Assert.Equal(ports, string.Join(' ', flows.SelectMany(flow => flow.Ports).Select(port => port.Number)));
    }

    [Fact]
    public async Task SecretsOfReceiversAreInASecretAlone()
    {
        var plan = await PlanAsync(Watched);
        var secret = plan.Resources.Single(resource => resource.Name == "prometheus-receivers");
        Assert.Equal(PlanValue.SecretText, secret.Inputs.At("stringData", "to-operators")!.Text);
        Assert.Equal(["alertReceiver"], new PrometheusPart().Secrets(With(Watched)));
        var spec = Values(plan).At("alertmanager", "alertmanagerSpec")!;
        Assert.Equal("alertmanager-configuration", spec.TextOf("configSecret"));
        Assert.Equal("alertmanager-receivers", Assert.Single(spec["secrets"]!.Items).Text);
    }

    [Fact]
    public void RequestsOfAllPodsAreCounted()
    {
        var requests = new PrometheusPart().PodRequests(With(Watched));
        Assert.Equal(
            ["prometheus", "alertmanager", "prometheus-operator", "kube-state-metrics", "prometheus-node-exporter"],
            requests.Select(request => request.Name));
        Assert.Equal(0.21m, requests[0].Each.Cpu);
        Assert.True(requests[^1].OnEveryNode);
    }

    /// <summary>A series that is not kept would leave its alert silent and its panel empty.</summary>
    [Fact]
    public void EverySeriesThatIsReadIsKept()
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["apiserver_"] = KeptMetrics.Pattern(KeptMetrics.ApiServer),
            ["container_"] = KeptMetrics.Pattern(KeptMetrics.Containers),
            ["etcd_"] = KeptMetrics.Pattern(KeptMetrics.Etcd),
            ["kubelet_"] = KeptMetrics.Pattern(KeptMetrics.Kubelet),
        };
        var system = With(Watched);
        var parts = StackParts.All.Where(part => part.IsIn(system)).ToList();
        var read = parts.SelectMany(part => part.Alerts(system)).Select(alert => alert.Expression)
            .Concat(parts.SelectMany(part => part.Dashboards(system)).SelectMany(board => board.Rows).SelectMany(row => row.Panels)
                .Where(panel => panel.Kind != PanelKind.Logs).SelectMany(panel => panel.Queries).Select(query => query.Expression))
            .SelectMany(expression => Regex.Matches(expression, "[a-z_:][a-z0-9_:]*(?=[{\\[) ]|$)").Select(match => match.Value))
            .Where(name => kept.Keys.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        Each.Of(
            read.Distinct(),
            name => Assert.Matches($"^({kept.First(entry => name.StartsWith(entry.Key, StringComparison.Ordinal)).Value})$", name));
    }

    private static IReadOnlyDictionary<string, object> Below(IReadOnlyDictionary<string, object> values, string key) =>
        (IReadOnlyDictionary<string, object>)values[key];

    private static PlanValue Values(PlanGraph plan) =>
        plan.Resources.Single(resource => resource.Name == "prometheus-stack").Inputs["values"]!;

    private static async Task<PlanValue> ValuesAsync(ObservabilitySpec observability) => Values(await PlanAsync(observability));

    private static Task<PlanGraph> PlanAsync(ObservabilitySpec observability) => Plans.OfAsync(With(observability));

    private static SystemSpec With(ObservabilitySpec observability) =>
        Described.StackOf("prod") with
        {
            Observability = observability,
            Compose = new() { Hosts = [new() { Name = "docker-1", Address = "203.0.113.7" }] },
        };
}
