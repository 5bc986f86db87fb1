using System.Globalization;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Cluster;

/// <summary>
/// The bucket of the servers' etcd snapshots. k3s reads the location and its keys from a secret in the cluster, so that no file and no
/// command line of a node contains them; new keys need no restart. The bucket's retention is in the secret too: k3s ignores the secret if
/// any setting of the bucket is in its configuration file. It counts the snapshots of all servers in the folder.
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
        var location = args.Location;
        var secret = new SecretArgs
        {
            Metadata = new ObjectMetaArgs { Name = SecretName, Namespace = "kube-system" },
            Type = "etcd.k3s.cattle.io/s3-config-secret",
            StringData =
            {
                ["etcd-s3-endpoint"] = location.Endpoint.Authority,
                ["etcd-s3-region"] = location.Region,
                ["etcd-s3-bucket"] = location.Bucket,
                ["etcd-s3-folder"] = location.Folder,
                ["etcd-s3-retention"] = args.Retention.ToString(CultureInfo.InvariantCulture),
                ["etcd-s3-access-key"] = context.Secret(location.AccessKey),
                ["etcd-s3-secret-key"] = context.Secret(location.SecretKey),
            },
        };
        if (location.Endpoint.IsPlain)
        {
            secret.StringData.Add("etcd-s3-insecure", "true");
        }

        if (location.Ca is { } authority)
        {
            secret.StringData.Add("etcd-s3-endpoint-ca", authority);
        }

        _ = new CoreV1.Secret($"{name}-s3", secret, new() { Parent = this });
        RegisterOutputs();
    }
}
