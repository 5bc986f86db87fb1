using System.Collections.Immutable;
using Infra.Cluster;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

public sealed class EtcdSnapshotsTests
{
    [Fact]
    public async Task SecretHasTheBucketAndItsKeys()
    {
        var inputs = await Plans.InputsAsync(Described.StackOf("prod"));
        var secret = inputs["etcd-snapshots-s3"];

        Assert.Equal("etcd.k3s.cattle.io/s3-config-secret", secret["type"]);
        var metadata = (ImmutableDictionary<string, object>)secret["metadata"];
        Assert.Equal((EtcdSnapshots.SecretName, "kube-system"), (metadata["name"], metadata["namespace"]));
        Assert.Equal(
            [
                ("etcd-s3-access-key", "[secret infra:etcdS3AccessKey]"),
                ("etcd-s3-bucket", "dirtbikechina-k8s-backups"),
                ("etcd-s3-endpoint", "s3.amazonaws.com"),
                ("etcd-s3-folder", "etcd"),
                ("etcd-s3-region", "us-east-1"),
                ("etcd-s3-retention", "84"),
                ("etcd-s3-secret-key", "[secret infra:etcdS3SecretKey]"),
            ],
            ((ImmutableDictionary<string, object>)secret["stringData"]).OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => (entry.Key, (string)entry.Value)));
    }

    [Fact]
    public async Task SystemWithoutABucketHasNoSecret()
    {
        var system = Described.StackOf("prod");
        var local = system with
        {
            Cluster = system.Cluster with { K3s = system.Cluster.K3s with { EtcdSnapshots = new() } },
        };

        Assert.DoesNotContain("etcd-snapshots-s3", (await Plans.InputsAsync(local)).Keys);
    }

    /// <summary>k3s counts the snapshots of all servers in the folder, and reads the number from its secret alone.</summary>
    [Fact]
    [Pitfall("etcd-bucket-retention")]
    public async Task BucketKeepsAsManySnapshotsOfEachServerAsItsDisk()
    {
        var system = Described.StackOf("prod");
        system = system with
        {
            Cluster = system.Cluster with
            {
                K3s = system.Cluster.K3s with { EtcdSnapshots = system.Cluster.K3s.EtcdSnapshots with { Retention = 7 } },
            },
        };

        var secret = (await Plans.InputsAsync(system))["etcd-snapshots-s3"];

        var servers = system.Cluster.Nodes.Count(node => node.Role == NodeRole.Server);
        Assert.Equal(3, servers);
        Assert.Equal("21", ((ImmutableDictionary<string, object>)secret["stringData"])["etcd-s3-retention"]);
        var config = K3sConfig.Render(system.Cluster, system.Cluster.Nodes[0], "example.org", "192.0.2.1");
        Assert.Contains("etcd-snapshot-retention: 7\n", config, StringComparison.Ordinal);
        Assert.DoesNotContain("etcd-s3-retention", config, StringComparison.Ordinal);
    }

    [Fact]
    public void AgentsTakeNoSnapshots()
    {
        var cluster = Described.Cluster(Described.Server("one", "10.0.1.1"), Described.Agent("two", "10.0.1.2"));

        Assert.Equal(28, OwnCluster.RetentionInBucket(cluster));
    }
}
