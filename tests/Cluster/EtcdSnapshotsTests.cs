using System.Collections.Immutable;
using Infra.Cluster;
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
}
