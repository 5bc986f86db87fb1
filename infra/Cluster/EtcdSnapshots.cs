using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Cluster;

/// <summary>
/// Where the servers copy their etcd snapshots. k3s reads the place and its keys from a secret in the cluster, so that
/// they stand in no file and on no command line of a node; new keys need no restart.
/// </summary>
public sealed class EtcdSnapshots : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:EtcdSnapshots";

    /// <summary>Name of the secret, in <c>kube-system</c>; k3s's configuration refers to it.</summary>
    public const string SecretName = "k3s-etcd-snapshot-s3";

    /// <summary>Creates the secret.</summary>
    public EtcdSnapshots(string name, EtcdSnapshotsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _ = new CoreV1.Secret(
            $"{name}-s3",
            new SecretArgs
            {
                Metadata = new ObjectMetaArgs { Name = SecretName, Namespace = "kube-system" },
                Type = "etcd.k3s.cattle.io/s3-config-secret",
                StringData =
                {
                    ["etcd-s3-endpoint"] = args.Location.Endpoint,
                    ["etcd-s3-region"] = args.Location.Region,
                    ["etcd-s3-bucket"] = args.Location.Bucket,
                    ["etcd-s3-folder"] = args.Location.Folder,
                    ["etcd-s3-access-key"] = args.AccessKey,
                    ["etcd-s3-secret-key"] = args.SecretKey,
                },
            },
            new() { Parent = this });
        RegisterOutputs();
    }
}
