using System.Text;
using Infra.Charts;
using Infra.Model;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>Values of the Velero chart.</summary>
public static class VeleroValues
{
    /// <summary>Key of the secrets with a location's credentials.</summary>
    public const string CredentialKey = "cloud";

    /// <summary>Name of the config map with the settings of the node agent.</summary>
    public const string NodeAgentConfig = "node-agent-config";

    /// <summary>Name of the service account with which Velero restores objects.</summary>
    public const string ServerAccount = "velero-server";

    /// <summary>The values.</summary>
    /// <param name="velero">Velero as described.</param>
    /// <param name="cluster">The cluster: its taints, and the version of its kubectl.</param>
    /// <param name="protect">Whether the records of backups are kept when the chart is uninstalled.</param>
    public static IReadOnlyDictionary<string, object> For(VeleroSpec velero, ClusterSpec cluster, bool protect)
    {
        var tolerations = PlatformTolerations.Values(Taints(cluster));
        return Map(
            ("initContainers", new object[]
            {
                Map(
                    ("name", "velero-plugin-for-aws"),
                    ("image", BackupVersions.Plugin),
                    ("imagePullPolicy", "IfNotPresent"),
                    ("volumeMounts", new object[] { Map(("mountPath", "/target"), ("name", "plugins")) })),
            }),
            ("resources", ChartResources.Of("100m", "128Mi", "1", "512Mi")),
            ("tolerations", PlatformTolerations.Values()),
            ("kubectl", Map(
                // The chart's default is the API server's version, whose +k3s1 no tag can contain.
                ("image", Map(("tag", KubectlTag(cluster.K3s.Version)))),
                ("resources", ChartResources.Of("50m", "64Mi", "500m", "256Mi")))),
            ("serviceAccount", Map(("server", Map(("name", ServerAccount))))),
            ("upgradeCRDs", true),
            // A job before an uninstall deletes all restores, while Velero still removes their finalizers, and the records of all backups
            // with their kinds. Otherwise a restore that somebody made keeps the namespace from being deleted.
            ("cleanUpCRDs", !protect),
            // Each location has its own secret.
            ("credentials", Map(("useSecret", false))),
            ("backupsEnabled", true),
            // Snapshots of the clouds' own disks; CSI has no location.
            ("snapshotsEnabled", false),
            ("configuration", Configuration(velero)),
            ("deployNodeAgent", velero.NodeAgent),
            ("nodeAgent", Map(
                ("podVolumePath", "/var/lib/kubelet/pods"),
                ("tolerations", tolerations),
                ("resources", ChartResources.Of("50m", "128Mi", "1", "1Gi")),
                ("extraArgs", new object[] { $"--node-agent-configmap={NodeAgentConfig}" }))));
    }

    /// <summary>Name of the secret with a location's credentials.</summary>
    public static string CredentialOf(string location) => Naming.PhysicalName.Kubernetes("location", location);

    /// <summary>The tag of the kubectl image of a k3s version.</summary>
    public static string KubectlTag(string version)
    {
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..plus];
    }

    private static OrderedDictionary<string, object> Configuration(VeleroSpec velero)
    {
        var locations = new object[velero.Locations.Count];
        for (var index = 0; index < locations.Length; index++)
        {
            // The first is the default one: the setting defines the meaning of the order.
            locations[index] = Location(velero.Locations[index], isDefault: index == 0);
        }

        var configuration = Map(
            ("backupStorageLocation", locations),
            ("uploaderType", "kopia"),
            ("defaultSnapshotMoveData", velero.VolumeSnapshots),
            ("defaultVolumesToFsBackup", false),
            // Longhorn creates a whole volume from a snapshot before the data can be moved; 30 minutes were too few (velero#6813).
            ("dataMoverPrepareTimeout", "1h"),
            ("repositoryMaintenanceJob", Map(("repositoryConfigData", Map(("global", Map(
                ("keepLatestMaintenanceJobs", 1),
                ("podResources", PodResources("50m", "128Mi", "500m", "1Gi")))))))));
        if (velero.VolumeSnapshots)
        {
            configuration["features"] = "EnableCSI";
        }

        return configuration;
    }

    /// <summary>Requests and limits in the format of Velero's own pods.</summary>
    private static OrderedDictionary<string, object> PodResources(string cpu, string memory, string mostCpu, string mostMemory) =>
        Map(("cpuRequest", cpu), ("memoryRequest", memory), ("cpuLimit", mostCpu), ("memoryLimit", mostMemory));

    private static OrderedDictionary<string, object> Location(BackupLocationSpec location, bool isDefault)
    {
        var place = location.S3;
        var config = Map(("region", place.Region));
        if (!place.IsAmazon())
        {
            config["s3ForcePathStyle"] = "true";
            config["s3Url"] = place.Endpoint.Url;
            // Other providers than Amazon refuse the checksums that the SDK adds by default.
            config["checksumAlgorithm"] = "";
        }

        var value = Map(
            ("name", location.Name),
            ("provider", "aws"),
            ("bucket", place.Bucket),
            ("default", isDefault),
            ("credential", Map(("name", CredentialOf(location.Name)), ("key", CredentialKey))),
            ("config", config));
        if (place.Folder.Length > 0)
        {
            value["prefix"] = place.Folder;
        }

        if (place.Ca is { } authority)
        {
            value["caCert"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(authority));
        }

        return value;
    }

    private static List<string> Taints(ClusterSpec cluster)
    {
        var keys = new List<string>();
        foreach (var node in cluster.Nodes)
        {
            foreach (var taint in node.Taints)
            {
                keys.Add(taint.Name);
            }
        }

        return keys;
    }
}
