using Infra.Cluster;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

public sealed class K3sConfigTests
{
    private static readonly NodeSpec Server = Described.Server("one", "10.0.1.1");

    [Fact]
    public void ServersDisableServicelbOnly() =>
        Assert.Contains("disable:\n- servicelb\n", Render(Described.Cluster(Server), Server), StringComparison.Ordinal);

    [Fact]
    public void CertificateNamesTheDomainAndTheNode()
    {
        var config = Render(Described.Cluster(Server), Server);

        Assert.Contains("tls-san:\n- example.org\n- one\n- '192.0.2.1'\n- '10.0.1.1'\n", config, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", true)]
    [InlineData("10.0.1.1", false)]
    [InlineData("nappy.lan", false)]
    public void ExternalAddressIsSetWhereItDiffersFromTheInternal(string address, bool external)
    {
        var config = K3sConfig.Render(Described.Cluster(Server), Server, "example.org", address);

        Assert.Equal(external, config.Contains("node-external-ip:", StringComparison.Ordinal));
        Assert.Contains(address, config[config.IndexOf("tls-san:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void AddedNodeChangesNoOtherConfiguration()
    {
        var alone = Render(Described.Cluster(Server), Server);
        var among = Render(Described.Cluster(Server, Described.Server("two", "10.0.1.2"), Described.Server("three", "10.0.1.3")), Server);

        Assert.Equal(alone, among);
    }

    [Fact]
    public void TokensAreReferencedAsFiles()
    {
        var config = Render(Described.Cluster(Server), Server);

        Assert.Contains("token-file: /etc/rancher/k3s/token\n", config, StringComparison.Ordinal);
        Assert.DoesNotContain("\ntoken:", config, StringComparison.Ordinal);
    }

    [Fact]
    public void AgentHasNoServerSettings()
    {
        var agent = Described.Agent("worker", "10.0.1.20");

        var cluster = Described.Cluster(Server, agent);

        Each.Of(["etcd", "cluster-cidr", "agent-token-file", "kube-apiserver-arg"], setting =>
        {
            Assert.Contains(setting, Render(cluster, Server), StringComparison.Ordinal);
            Assert.DoesNotContain(setting, Render(cluster, agent), StringComparison.Ordinal);
        });
        Assert.Contains("token-file: /etc/rancher/k3s/token\n", Render(cluster, agent), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FlannelBackend.Vxlan, "vxlan")]
    [InlineData(FlannelBackend.WireguardNative, "wireguard-native")]
    [InlineData(FlannelBackend.HostGw, "host-gw")]
    public void WritesTheFlannelBackend(FlannelBackend backend, string name)
    {
        var cluster = Described.Cluster(Server) with { K3s = new() { FlannelBackend = backend } };

        Assert.Contains($"flannel-backend: {name}\n", Render(cluster, Server), StringComparison.Ordinal);
    }

    [Fact]
    public void SnapshotsReadTheirBucketKeysFromASecret()
    {
        var snapshots = new EtcdSnapshotsSpec { S3 = new() { Region = "eu", Bucket = "b", AccessKey = "a", SecretKey = "s" } };

        var config = Render(Described.Cluster(Server) with { K3s = new() { EtcdSnapshots = snapshots } }, Server);

        Assert.Contains("etcd-s3: true\netcd-s3-config-secret: k3s-etcd-snapshot-s3\n", config, StringComparison.Ordinal);
    }

    [Fact]
    public void SnapshotsWithoutABucketStayOnTheServer()
    {
        var snapshots = new EtcdSnapshotsSpec { Schedule = CronSchedule.Parse("15 3 * * *"), Retention = 9 };

        var config = Render(Described.Cluster(Server) with { K3s = new() { EtcdSnapshots = snapshots } }, Server);

        Assert.Contains("etcd-snapshot-schedule-cron: '15 3 * * *'\netcd-snapshot-retention: 9\n", config, StringComparison.Ordinal);
        Assert.DoesNotContain("etcd-s3", config, StringComparison.Ordinal);
    }

    [Fact]
    public void NodeHasItsLabelsAndTaints()
    {
        var node = Server with
        {
            Labels = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
            Taints = [new() { Name = "key", Value = "value", Effect = TaintEffect.NoExecute }],
        };

        Assert.Contains(
            "node-label:\n- a=1\n- b=2\nnode-taint:\n- key=value:NoExecute\n",
            Render(Described.Cluster(node), node),
            StringComparison.Ordinal);
    }

    [Fact]
    public void CertificateNamesEachDescribedNameOnce()
    {
        var cluster = Described.Cluster(Server) with { K3s = new() { TlsSans = ["api.example.org", "one"] } };

        Assert.Contains(
            "tls-san:\n- example.org\n- one\n- '192.0.2.1'\n- '10.0.1.1'\n- api.example.org\nwrite",
            Render(cluster, Server),
            StringComparison.Ordinal);
    }

    [Fact]
    public void AuditLogHasItsPolicyAndLimits()
    {
        var log = new AuditLogSpec { MaxAgeDays = 7, MaxBackups = 3, MaxSizeMb = 50 };
        var cluster = Described.Cluster(Server) with { K3s = new() { AuditLog = log } };

        Assert.Contains(
            "- audit-policy-file=/etc/rancher/k3s/audit.yaml\n- audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log\n"
                + "- audit-log-maxage=7\n- audit-log-maxbackup=3\n- audit-log-maxsize=50\n",
            Render(cluster, Server),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "audit-", Render(cluster with { K3s = new() { AuditLog = log with { Enabled = false } } }, Server), StringComparison.Ordinal);
    }

    [Fact]
    public void DescribedArgumentsOfServersComeLast()
    {
        var cluster = Described.Cluster(Server) with { K3s = new() { ApiServerArgs = ["v=4"], ControllerManagerArgs = ["v=5"] } };
        var config = Render(cluster, Server);

        Assert.Contains("- v=4\nkube-controller-manager-arg:\n", config, StringComparison.Ordinal);
        Assert.EndsWith("- v=5\n", config, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryServerHasTheSameAdmissionConfiguration()
    {
        var config = Render(Described.Cluster(Server), Server);

        Assert.Contains("enable-admission-plugins=NodeRestriction,EventRateLimit", config, StringComparison.Ordinal);
        Assert.Contains("admission-control-config-file=/etc/rancher/k3s/psa.yaml", config, StringComparison.Ordinal);
    }

    [Fact]
    public void KubeletReservesMemoryForK3sAndEtcd()
    {
        var agent = Described.Agent("worker", "10.0.1.20");
        var cluster = Described.Cluster(Server, agent);

        Assert.Contains("kube-reserved=cpu=250m,memory=1Gi", Render(cluster, Server), StringComparison.Ordinal);
        Assert.Contains("kube-reserved=cpu=100m,memory=256Mi", Render(cluster, agent), StringComparison.Ordinal);
        Each.Of(
            [Server, agent],
            node => Assert.Contains("eviction-hard=memory.available<200Mi", Render(cluster, node), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("16s", 16, 4)]
    [InlineData("8s", 8, 2)]
    [InlineData("19s", 19, 4)]
    [InlineData("5m", 300, 75)]
    [Pitfall("lost-node-heartbeats")]
    [Pitfall("lost-node-http2")]
    public void NodeSendsFourHeartbeatsInItsGracePeriod(string gracePeriod, int grace, int heartbeat)
    {
        var agent = Described.Agent("worker", "10.0.1.20");
        var cluster = Described.Cluster(Server, agent) with { K3s = new() { NodeGracePeriod = Duration.Parse(gracePeriod) } };

        Assert.Contains(
            $"- node-monitor-period=2s\n- node-monitor-grace-period={grace}s\n",
            Render(cluster, Server),
            StringComparison.Ordinal);
        Assert.DoesNotContain("node-monitor", Render(cluster, agent), StringComparison.Ordinal);
        Each.Of(
            [Server, agent],
            node => Assert.Contains($"- node-status-update-frequency={heartbeat}s\n", Render(cluster, node), StringComparison.Ordinal));
        Assert.Equal(
            $"apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeLeaseDurationSeconds: {grace}\n",
            K3sConfig.RenderKubelet(cluster.K3s));
    }

    [Fact]
    public void EveryKubeletReadsTheFileWithItsLeaseDuration()
    {
        var agent = Described.Agent("worker", "10.0.1.20");
        var cluster = Described.Cluster(Server, agent);

        Each.Of(
            [Server, agent],
            node => Assert.Contains("- config=/etc/rancher/k3s/kubelet.yaml\n", Render(cluster, node), StringComparison.Ordinal));
    }

    [Fact]
    public void DescribedKubeletArgumentsComeLast()
    {
        var config = Render(Described.Cluster(Server) with { K3s = new() { KubeletArgs = ["pod-max-pids=100"] } }, Server);

        Assert.True(
            config.IndexOf("pod-max-pids=100\n", StringComparison.Ordinal)
                > config.IndexOf("pod-max-pids=4096\n", StringComparison.Ordinal));
    }

    private static string Render(ClusterSpec cluster, NodeSpec node) => K3sConfig.Render(cluster, node, "example.org", "192.0.2.1");
}
