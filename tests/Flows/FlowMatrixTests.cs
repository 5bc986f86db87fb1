using Infra.Flows;
using Infra.Model;
using Infra.Tests.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Flows;

public sealed class FlowMatrixTests
{
    [Theory]
    [InlineData("prod/wordpress", "infra/mysql", "3306")]
    [InlineData("prod/discourse", "infra/postgres", "5432")]
    [InlineData("prod/logto-init", "infra/postgres", "5432")]
    [InlineData("infra/discourse-init", "infra/postgres", "5432")]
    [InlineData("infra/mysql-backup-offsite", "infra/mysql", "3306")]
    public void ClientReachesItsServerOnTheServersPort(string from, string to, string ports) =>
        Assert.Equal(ports, Assert.Single(Of("prod"), flow => flow.From.Text == from && flow.To.Text == to).PortsText());

    [Fact]
    public void AppReachesNoOtherServer()
    {
        var flows = Texts(Of("prod"));
        Assert.Contains("prod/wordpress -> infra/mysql", flows);
        Assert.Contains("prod/discourse -> infra/postgres", flows);
        Assert.DoesNotContain("prod/wordpress -> infra/postgres", flows);
    }

    [Fact]
    public void CallsAllowOneDirectionOnly()
    {
        var flows = Texts(Of("prod"));
        Assert.Contains("prod/wanderer-web -> prod/wanderer-pocketbase", flows);
        Assert.Contains("prod/wanderer-pocketbase -> prod/wanderer-meilisearch", flows);
        Assert.DoesNotContain("prod/wanderer-pocketbase -> prod/wanderer-web", flows);
    }

    [Fact]
    public void NodesReachThePortOfAPublishedApp() =>
        Assert.Equal(
            "80",
            Assert.Single(Of("prod"), flow => flow.From is AddressesEnd { Name: "nodes" } && flow.To.Text == "prod/discourse").PortsText());

    [Fact]
    public void TraefikInThePodNetworkIsSelectedByItsPods()
    {
        var spec = Community.Spec();
        spec = spec with { Ingress = spec.Ingress with { Traefik = spec.Ingress.Traefik with { HostNetwork = false } } };
        Assert.Contains("kube-system/traefik -> prod/wordpress", Texts(StackParts.Flows(spec)));
    }

    [Fact]
    public void HostServedByDockerOpensNoPort()
    {
        var spec = Community.Spec(phase: "3-blue");
        var flows = Texts(StackParts.Flows(spec));
        Assert.Contains("prod/wordpress -> infra/mysql", flows);
        Assert.DoesNotContain("nodes -> prod/wordpress", flows);
        Assert.Contains("nodes -> prod/wordpress", Texts(Of("prod")));
    }

    [Fact]
    [Pitfall("cert-manager-solver-policy")]
    public void LetsEncryptReachesTheSolverWhereAHostIsPublished()
    {
        Assert.Contains("nodes -> prod/acme-solver", Texts(Of("prod")));
        var spec = Community.Spec();
        Assert.DoesNotContain(
            "nodes -> prod/acme-solver",
            Texts(
                StackParts.Flows(
                    spec with { Ingress = spec.Ingress with { Tls = spec.Ingress.Tls with { Challenge = AcmeChallenge.Dns01 } } })));
    }

    /// <summary>Policies change at the start of a run and services at the end of a move, so a caller may reach both places.</summary>
    [Theory]
    [InlineData(Placement.Compose)]
    [InlineData(Placement.Both)]
    [InlineData(Placement.K3s)]
    public void MoveChangesNoFlowOfACaller(Placement place)
    {
        var flows = StackParts.Flows(BorderSystem.WithApi(place)).Where(flow => flow.From.Text == "apps/web"
            && flow.Reason.StartsWith("calls", StringComparison.Ordinal));
        Assert.Equal(["apps/api 8080", "docker-one 18080"], flows.Select(flow => $"{flow.To.Text} {flow.PortsText()}").Order());
    }

    [Fact]
    public void AppThatLeftDockerForGoodIsReachedInTheClusterAlone()
    {
        var system = BorderSystem.With(BorderSystem.App("api", app => app with { RunsOn = Placement.K3s, Compose = null }));
        Assert.DoesNotContain("apps/web -> docker-one", Texts(StackParts.Flows(system)));
    }

    /// <summary>An environment that was never in Docker shares the description of the one that was.</summary>
    [Theory]
    [InlineData(Placement.K3s, false)]
    [InlineData(Placement.Both, true)]
    [InlineData(Placement.Compose, true)]
    public void AppOnAHostOfOthersIsReachedThereWhileItRunsThere(Placement place, bool isReached)
    {
        var system = BorderSystem.WithApi(place);
        system = system with { Compose = new() { Hosts = [BorderSystem.One with { Managed = false }, BorderSystem.Two] } };
        var flows = Texts(StackParts.Flows(system));
        Assert.Equal(isReached, flows.Contains("apps/web -> docker-one"));
        Assert.Equal(place != Placement.Compose, flows.Contains("apps/web -> apps/api"));
    }

    [Fact]
    public void AppWithoutPodsHasNoFlow() =>
        Assert.Equal(
            ["prod/* -> kube-system/kube-dns"],
            Texts(Of("prod", "1-dev")).Where(text => text.Contains("prod/", StringComparison.Ordinal)));

    [Fact]
    public void ServerWithoutPodsHasNoFlow() => Each.Of(
        ["infra/mysql", "infra/postgres"],
        server =>
        {
            Each.Lacks(Texts(Of("prod", "1-dev")), text => text.Contains(server, StringComparison.Ordinal));
            Assert.Contains(Texts(Of("prod")), text => text.Contains(server, StringComparison.Ordinal));
        });

    [Fact]
    public void StageReachesTheServersOfProduction() => Assert.Contains("stage/wordpress -> infra/mysql", Texts(Of("stage")));

    [Fact]
    public void OwnerAllowsClientsOfGuestsBeforeItsOwnAppsRun()
    {
        var flows = Of("prod", "2-deploy");
        var others = Assert.IsType<PodsEnd>(
            Assert.Single(flows, flow => flow.From.Text == "stage+test/wordpress" && flow.To.Text == "infra/mysql").From).Others;
        Assert.Equal(new OtherEnvironments("community", "prod"), others);
        Assert.DoesNotContain("prod/wordpress -> infra/mysql", Texts(flows));
        Assert.Contains("prod/wordpress -> infra/mysql", Texts(Of("prod")));
    }

    [Fact]
    public void ClusterWithoutGuestsAllowsNoOtherEnvironment()
    {
        Each.Lacks(Of("dev"), flow => flow.From is PodsEnd { Others: not null });
        Assert.Contains(Of("prod"), flow => flow.From is PodsEnd { Others: not null });
    }

    [Fact]
    public void ServerInTheEnvironmentsNamespaceServesItOnly()
    {
        var spec = Community.Spec();
        spec = spec with { Databases = spec.Databases with { Mysql = [spec.Databases.Mysql[0] with { Namespace = "prod" }] } };
        Assert.Contains("prod/wordpress -> prod/mysql", Texts(StackParts.Flows(spec)));
        Assert.DoesNotContain("stage+test/wordpress -> prod/mysql", Texts(StackParts.Flows(spec)));
        Assert.Contains("stage+test/wordpress -> infra/mysql", Texts(Of("prod")));
    }

    [Theory]
    [InlineData("prod", "prod", "infra", "ingress-system")]
    [InlineData("stage", "stage")]
    public void EveryNamespaceReachesDns(string environment, params string[] spaces)
    {
        var names = Of(environment).Where(flow => flow.To.Text == "kube-system/kube-dns" && flow.Reason == "names").ToArray();
        Assert.Equal(spaces.Select(space => $"{space}/*").Order(StringComparer.Ordinal), names.Select(flow => flow.From.Text));
        Each.Of(names, flow => Assert.Equal("53 53/udp", flow.PortsText()));
    }

    [Fact]
    public void ListsOnlyFlowsThatTouchTheStacksNamespaces() =>
        Each.Of(Of("stage"), flow => Assert.Contains("stage/", flow.From.Text + flow.To.Text, StringComparison.Ordinal));

    [Fact]
    public void OnlyDeclaredEgressLeavesTheCluster()
    {
        var flows = Of("prod");
        Assert.Equal("443 587", Assert.Single(flows, flow => flow.From.Text == "prod/wordpress" && flow.To.Text == "internet").PortsText());
        Assert.Contains("prod/phpmyadmin -> infra/mysql", Texts(flows));
        Assert.DoesNotContain("prod/phpmyadmin -> internet", Texts(flows));
    }

    [Fact]
    public void DeclaredRangeReplacesTheInternet()
    {
        var flows = Of(
            App(
                "wordpress",
                app => app with { Egress = [new() { Name = "nas", To = [Cidr.Parse("192.168.1.4/32")], Tcp = [445], Udp = [445] }] }));
        var flow = Assert.Single(flows, flow => flow.From.Text == "prod/wordpress" && flow.To is AddressesEnd);
        Assert.Equal(
            ("range-nas", "445 445/udp", "192.168.1.4/32"),
            (flow.To.Name, flow.PortsText(), Assert.Single(((AddressesEnd)flow.To).Ranges)));
    }

    [Fact]
    public void AppInDockerIsReachedOnItsHost()
    {
        var spec = App("wanderer-meilisearch", app => app with { RunsOn = Placement.Compose });
        spec = spec with { Compose = new() { Hosts = [spec.Compose.Hosts[0] with { Address = "192.0.2.7" }] } };
        var flow = Assert.Single(
            StackParts.Flows(spec),
            flow => flow.From.Text == "prod/wanderer-web" && flow.To.Text == "docker-docker-1");
        Assert.Equal(("7700", "192.0.2.7/32"), (flow.PortsText(), Assert.Single(((AddressesEnd)flow.To).Ranges)));
    }

    [Fact]
    public void DatabaseInDockerIsReachedOnItsHost()
    {
        var spec = Community.Spec(phase: "3-ab");
        MySqlSpec[] servers = [.. spec.Databases.Mysql.Select(server => server with { RunsOn = Placement.Compose })];
        var flows = Of(spec with { Databases = spec.Databases with { Mysql = servers } });
        Assert.Contains("prod/wordpress -> infra/mysql", Texts(Of(spec)));
        Assert.Equal(
            "3306",
            Assert.Single(flows, flow => flow.From.Text == "prod/wordpress" && flow.To.Text == "docker-docker-1").PortsText());
        Assert.DoesNotContain("prod/wordpress -> infra/mysql", Texts(flows));
    }

    [Fact]
    public void ShadowIsReachedThroughItsNodePort()
    {
        var flows = Of(App("phpmyadmin", app => app with { Shadow = new() }));
        Assert.Contains(
            "node port 30080",
            Assert.Single(flows, flow => flow.From.Text == "nodes" && flow.To.Text == "prod/phpmyadmin").Reason,
            StringComparison.Ordinal);
        Assert.Equal("80 443", Assert.Single(flows, flow => flow.From.Text == "prod/phpmyadmin" && flow.To.Text == "internet").PortsText());
    }

    [Fact]
    public void NodePortAllowsCallersOutsideTheCluster()
    {
        var spec = App("phpmyadmin", app => app with { Shadow = new() });
        var callers = Assert.IsType<AddressesEnd>(
            Assert.Single(StackParts.Flows(spec), flow => flow.From.Text == "callers" && flow.To.Text == "prod/phpmyadmin").From);
        Assert.Equal(["0.0.0.0/0"], callers.Ranges);
        Assert.Contains(spec.Cluster.K3s.ClusterCidr.ToString(), callers.Except);
    }

    [Fact]
    public void ClientsReachThePoolerAndThePoolerTheServer()
    {
        var flows = Texts(Of(App("logto", app => app with { Databases = [app.Databases[0] with { Pooled = true }] })));
        Assert.Contains("prod/logto -> infra/postgres-pooler", flows);
        Assert.DoesNotContain("prod/logto -> infra/postgres", flows);
        Assert.Contains("prod/logto -> infra/postgres", Texts(Of("prod")));
        Assert.Contains("infra/postgres-pooler -> infra/postgres", flows);
    }

    [Theory]
    [InlineData("https://logs.example.org/loki/api/v1/push", "443")]
    [InlineData("http://logs.example.org/loki/api/v1/push", "80")]
    [InlineData("http://logs.example.org:3100/loki", "3100")]
    [InlineData("https://logs.example.org:8443", "8443")]
    public void AlloyReachesTheLogStoreOnThePortOfItsUrl(string url, string port) => Assert.Equal(
        port,
        Assert.Single(
            Of(Watched(watch => watch with { Alloy = new() { PushUrl = url } })),
            flow => flow.From.Text == "infra/alloy" && flow.To.Text == "log-store").PortsText());

    [Fact]
    public void AlloyWithoutAUrlReachesLokiAndReadsPodsWhereItCollectsThem()
    {
        var flows = Of(Watched(watch => watch with { Alloy = new(), Loki = new() }));
        Assert.Equal(
            "3100", Assert.Single(flows, flow => flow.From.Text == "infra/alloy" && flow.To.Text == "infra/loki").PortsText());
        Assert.Contains("infra/alloy -> api-server", Texts(flows));
        Assert.DoesNotContain("infra/alloy -> log-store", Texts(flows));
        Assert.DoesNotContain(
            "infra/alloy -> api-server", Texts(Of(Watched(watch => watch with { Alloy = new() { Pods = false } }))));
    }

    [Fact]
    public void LokiAcceptsAlloyFromTheNamespaceOfPodsThatNeedTheHost() =>
        Assert.Contains("host-monitoring/alloy -> infra/loki", Texts(Of("prod")));

    [Fact]
    public void GrafanaReachesTheInternetForPluginsOnly()
    {
        Assert.DoesNotContain("infra/grafana -> internet", Texts(Of(Watched(watch => watch with { Grafana = new() }))));
        Assert.Contains(
            "infra/grafana -> internet", Texts(Of(Watched(watch => watch with { Grafana = new() { Plugins = ["clock-panel"] } }))));
    }

    [Fact]
    public void GrafanaQueriesPrometheusAlertmanagerAndLoki()
    {
        var flows = Of(Watched(watch => watch with { Grafana = new(), Prometheus = new(), Loki = new() }));
        Assert.Equal(
            [
                "api-server 6443", "infra/alertmanager 9093", "infra/loki 3100", "infra/prometheus 9090",
                "kube-system/kube-dns 53 53/udp",
            ],
            flows.Where(flow => flow.From.Text is "infra/grafana" or "infra/*").Select(flow => $"{flow.To.Text} {flow.PortsText()}")
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PrometheusReachesTheMetricsOfNodesAndOfEtcdWhereItServesThem(bool exposed)
    {
        var spec = Watched(watch => watch with { Prometheus = new() });
        spec = spec with { Cluster = spec.Cluster with { K3s = spec.Cluster.K3s with { EtcdExposeMetrics = exposed } } };
        Assert.Equal(
            exposed ? "2381 6443 9100 9101 10250" : "6443 9100 9101 10250",
            Assert.Single(Of(spec), flow => flow.From.Text == "infra/prometheus" && flow.To.Text == "nodes").PortsText());
    }

    [Fact]
    public void AlertmanagerReachesTheInternetForAReceiverOnly()
    {
        Assert.DoesNotContain("infra/alertmanager -> internet", Texts(Of(Watched(watch => watch with { Prometheus = new() }))));
        Assert.Contains(
            "infra/alertmanager -> internet",
            Texts(Of(Watched(
                watch => watch with { Prometheus = new(), Alerting = new() { Receivers = [new() { Name = "team", Secret = "url" }] } }))));
    }

    [Fact]
    public void OperatorReachesInstancesAndTheirState() => Assert.Equal(
        "5432 8000",
        Assert.Single(Of("prod"), flow => flow.From.Text == "cnpg-system/cloudnative-pg" && flow.To.Text == "infra/postgres").PortsText());

    [Fact]
    public void DumpsReachTheInternetByHttps() => Each.Of(
        ["infra/mysql-backup-offsite", "infra/mysql-backup-offsite-restore"],
        pods => Assert.Equal("443", Assert.Single(Of("prod"), flow => flow.From.Text == pods && flow.To.Text == "internet").PortsText()));

    [Fact]
    public void ServerWithoutArchiveReachesTheInternetForARecoveryOnly()
    {
        var spec = Community.Spec();
        PostgresSpec[] servers = [.. spec.Databases.Postgres.Select(server => server with { Archive = null })];
        Assert.DoesNotContain(
            "infra/postgres -> internet", Texts(Of(spec with { Databases = spec.Databases with { Postgres = servers } })));
        Assert.Contains("infra/postgres -> internet", Texts(Of("prod")));
    }

    [Fact]
    public void SolverIsReachedOnItsPort() => Assert.Equal(
        "8089", Assert.Single(Of("prod"), flow => flow.From.Text == "nodes" && flow.To.Text == "prod/acme-solver").PortsText());

    [Fact]
    public void OnlyPrometheusReachesThePortNamedMetrics()
    {
        var spec = App("wanderer-meilisearch", app => app with { Ports = [.. app.Ports, new() { Name = "metrics", Port = 9999 }] });
        var flows = StackParts.Flows(spec);
        Assert.Equal(
            "9999",
            Assert.Single(flows, flow => flow.From.Text == "infra/prometheus" && flow.To.Text == "prod/wanderer-meilisearch").PortsText());
        Assert.Equal(
            "7700",
            Assert.Single(flows, flow => flow.From.Text == "prod/wanderer-web" && flow.To.Text == "prod/wanderer-meilisearch").PortsText());
    }

    [Fact]
    [Pitfall("postgres-instance-flows")]
    public void OnlyPodsThatUseTheApiReachIt() =>
        Assert.Equal(
            [
                "infra/grafana", "infra/kube-state-metrics", "infra/postgres", "infra/postgres-pooler", "infra/prometheus",
                "infra/prometheus-crds", "infra/prometheus-operator",
            ],
            Of("prod").Where(flow => flow.To.Text == "api-server").Select(flow => flow.From.Text));

    [Fact]
    public void FlowsBetweenTheSameEndsAreOne()
    {
        var flows = Texts(Of("prod"));
        Assert.Equal(flows.Distinct(), flows);
        Assert.Equal(flows.Order(StringComparer.Ordinal), flows);
    }

    private static IReadOnlyList<Flow> Of(string environment, string phase = "3-prod") =>
        StackParts.Flows(Community.Spec(environment, phase));

    private static IReadOnlyList<Flow> Of(SystemSpec spec) => StackParts.Flows(spec);

    // The host's own namespace is none of the described: only the other end of its flows has policies.
    private static SystemSpec Watched(Func<ObservabilitySpec, ObservabilitySpec> change)
    {
        var spec = Community.Spec();
        return spec with { Observability = change(new() { HostNamespace = "infra" }) };
    }

    // The last step in which Docker hosts remain.
    private static SystemSpec App(string name, Func<AppSpec, AppSpec> change)
    {
        var spec = Community.Spec(phase: "3-ab");
        return spec with { Apps = [.. spec.Apps.Select(app => app.Name == name ? change(app) : app)] };
    }

    private static string[] Texts(IReadOnlyList<Flow> flows) => [.. flows.Select(flow => $"{flow.From.Text} -> {flow.To.Text}")];
}
