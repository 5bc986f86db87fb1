using Infra.Model;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// The described systems of the lab: a cluster without workloads. Settings that affect a node are those of production; a platform and
/// databases would only make each plan longer.
/// </summary>
internal static class LabSystem
{
    /// <summary>The k3s version of a new cluster.</summary>
    public const string Version = "v1.34.6+k3s1";

    /// <summary>A release that a cluster can be upgraded to.</summary>
    public const string Newer = "v1.34.7+k3s1";

    /// <summary>A cluster without nodes at a provider that creates servers.</summary>
    /// <param name="mirror">Root of the mirror of the releases.</param>
    public static SystemSpec From(string mirror) => new()
    {
        Stack = new() { Name = "lab", System = "lab", Environment = "lab" },
        Name = "lab",
        Domain = "example.org",
        Environment = new() { Name = "lab", Namespace = "apps", Protect = true },
        Ingress = new() { Tls = new() { Mode = TlsMode.None } },
        Namespaces = [new() { Name = "apps", Environment = "lab" }],
        Cluster = new()
        {
            Name = "lab",
            Network = new()
            {
                Cidr = Cidr.Parse("198.18.0.0/16"),
                NodeSubnet = Cidr.Parse("198.18.64.0/24"),
                ServerBlock = Cidr.Parse("198.18.64.0/29")
            },
            Firewall = new()
            {
                Ranges = [new() { Name = "operators", Addresses = [Cidr.Parse("203.0.113.0/24")] }],
                SshFrom = ["operators"],
                ApiFrom = ["operators"]
            },
            Registries = [new() { Name = "registry.example.org", Username = "lab", Password = "registryPassword" }],
            K3s = new()
            {
                Version = Version,
                Artifacts = new() { BaseUrl = mirror, InstallScriptUrl = mirror + "/install.sh" },
                EtcdSnapshots = new()
                {
                    S3 = new()
                    {
                        Region = "us-east-1",
                        Bucket = "lab",
                        Folder = "etcd",
                        AccessKey = "etcdS3AccessKey",
                        SecretKey = "etcdS3SecretKey"
                    }
                },
            },
        },
        Secrets =
        [
            new() { Name = "registryPassword", Purpose = "Password of the registry" },
            new() { Name = "etcdS3AccessKey", Purpose = "Access key of the bucket of etcd's snapshots" },
            new() { Name = "etcdS3SecretKey", Purpose = "Secret key of the bucket of etcd's snapshots" },
        ],
    };
}
