using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Cluster;

/// <summary>
/// The bucket of the servers' etcd snapshots. k3s reads the location and its keys from a secret in the cluster, so that no file and no
/// command line of a node contains them; new keys need no restart.
/// </summary>
public sealed class EtcdSnapshots : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:EtcdSnapshots";

    /// <summary>Name of the secret, in <c>kube-system</c>; k3s's configuration refers to it.</summary>
    public const string SecretName = "k3s-etcd-snapshot-s3";

    /// <summary>Creates the secret.</summary>
    public EtcdSnapshots(string name, EtcdSnapshotsArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
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
                    ["etcd-s3-access-key"] = context.Secret(args.Location.AccessKey),
                    ["etcd-s3-secret-key"] = context.Secret(args.Location.SecretKey),
                },
            },
            new() { Parent = this });
        RegisterOutputs();
    }
}
