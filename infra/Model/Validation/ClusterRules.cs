namespace Infra.Model.Validation;

/// <summary>k3s and its nodes.</summary>
public static class ClusterRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var cluster = context.Spec.Cluster;
        CheckK3s(context, cluster.K3s);
        CheckNodes(context, cluster);
        CheckName(context, cluster);
        CheckRegistries(context, cluster);
    }

    /// <summary>Checks that no other cluster has the name: names of servers and the folders of archives begin with it.</summary>
    private static void CheckName(ValidationContext context, ClusterSpec cluster)
    {
        foreach (var other in context.OtherClusters)
        {
            if (context.OwnsCluster && other.OwnsCluster() && other.Cluster.Name == cluster.Name)
            {
                context.Error(
                    cluster,
                    "name",
                    $"'{cluster.Name}' is also the cluster of the stack '{other.Stack.Name}'",
                    "choose another name: servers and the folders of archives have it");
            }
        }
    }

    /// <summary>Refuses an account for every registry: a pull secret of pods names the host that its account is for.</summary>
    private static void CheckRegistries(ValidationContext context, ClusterSpec cluster)
    {
        foreach (var registry in cluster.Registries)
        {
            if (registry is { Name: RegistrySpec.EveryOther, Username: not null })
            {
                context.Error(
                    registry,
                    "username",
                    "no account is one of every registry",
                    $"give '{RegistrySpec.EveryOther}' endpoints alone, and each registry with an account an entry of its own");
            }
        }
    }

    private static void CheckNodes(ValidationContext context, ClusterSpec cluster)
    {
        var servers = cluster.Servers().Count();
        if (cluster.Nodes.Count == 0)
        {
            context.Error(
                cluster,
                "nodes",
                "the cluster has no nodes",
                "an environment that owns its cluster lists them; one that lives in another's says cluster: {from: <environment>}");
        }
        else if (servers % 2 == 0)
        {
            context.Error(
                cluster,
                "nodes",
                $"the cluster has {servers} servers",
                $"etcd needs an odd number: {servers + 1} servers lose {EtcdQuorum.Tolerated(servers + 1)} safely, "
                    + $"{servers} only {EtcdQuorum.Tolerated(servers)}");
        }

        if (cluster.Nodes.Count > 0 && cluster.Nodes.All(node => node.Taints.Any(taint => taint.Effect != TaintEffect.PreferNoSchedule)))
        {
            context.Error(cluster, "nodes", "every node is tainted", "leave one without a taint, or nothing can be scheduled");
        }

        var addresses = new UniqueWords(context, "privateIp", "private address");
        foreach (var node in cluster.Nodes)
        {
            addresses.Add(node, node.PrivateIp.ToString());
        }
    }

    private static void CheckK3s(ValidationContext context, K3sSpec k3s)
    {
        CheckArtifacts(context, k3s.Artifacts);
        if (context.OwnsCluster)
        {
            WarnOfUnpinned(context, k3s);
        }
    }

    /// <summary>
    /// Warns of downloads without a pinned checksum. They are verified against checksums from the same place, which detects a broken
    /// download but not a changed release.
    /// </summary>
    private static void WarnOfUnpinned(ValidationContext context, K3sSpec k3s)
    {
        var artifacts = k3s.Artifacts;
        var unpinned = new List<string>();
        foreach (var architecture in ChecksumsByArchitectureAttribute.Architectures)
        {
            if (!artifacts.BinarySha256.ContainsKey(architecture) && IsUsed(context.Spec.Cluster, architecture))
            {
                unpinned.Add($"binarySha256.{architecture}");
            }

            if (artifacts.AirGapImages
                && !artifacts.AirGapImagesSha256.ContainsKey(architecture)
                && IsUsed(context.Spec.Cluster, architecture))
            {
                unpinned.Add($"airGapImagesSha256.{architecture}");
            }
        }

        if (artifacts.InstallScriptSha256 is null)
        {
            unpinned.Add("installScriptSha256");
        }

        if (unpinned.Count > 0)
        {
            object record = context.IsWritten(artifacts) ? artifacts : context.IsWritten(k3s) ? k3s : context.Spec.Cluster;
            context.Warn(
                record,
                ReferenceEquals(record, k3s) ? "version" : null,
                $"the checksums of k3s {k3s.Version} are not pinned",
                $"set cluster.k3s.artifacts: {string.Join(" and ", unpinned)}; until then the release's own are used");
        }
    }

    /// <summary>Some node has the architecture. That of an existing host is not known here; most are amd64.</summary>
    private static bool IsUsed(ClusterSpec cluster, string architecture)
    {
        foreach (var node in cluster.Nodes)
        {
            var arm = cluster.Provider == ClusterProvider.Hetzner && HetznerServerType.Find(node.ServerType) is { IsArm: true };
            if (arm == (architecture == "arm64"))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckArtifacts(ValidationContext context, K3sArtifactsSpec artifacts)
    {
        if (artifacts.InstallScriptUrl is not null && artifacts.InstallScriptSha256 is null)
        {
            context.Error(
                artifacts,
                "installScriptUrl",
                "the install script has no checksum",
                "set installScriptSha256; nothing unverified runs on a node");
        }

        if (!artifacts.BaseUrl.StartsWith("https://", StringComparison.Ordinal) && artifacts.BinarySha256.Count == 0)
        {
            context.Error(
                artifacts, "baseUrl", $"'{artifacts.BaseUrl}' is not https and there are no checksums", "use https, or set binarySha256");
        }

        if (!artifacts.BaseUrl.StartsWith("https://", StringComparison.Ordinal)
            && artifacts.AirGapImages
            && artifacts.AirGapImagesSha256.Count == 0)
        {
            context.Error(
                artifacts,
                "airGapImages",
                $"'{artifacts.BaseUrl}' is not https and the image archive has no checksum",
                "use https, or set airGapImagesSha256");
        }
    }
}
