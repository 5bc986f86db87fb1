namespace Infra.Model.Validation;

/// <summary>k3s and its nodes.</summary>
public static class ClusterRules
{
    private const int SshPort = 22;
    private static readonly string[] s_bundled = ["coredns", "servicelb", "traefik", "local-storage", "metrics-server", "runtimes"];
    private static readonly string[] s_architectures = ["amd64", "arm64"];

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var cluster = context.Spec.Cluster;
        CheckK3s(context, cluster.K3s);
        CheckUser(context, cluster, cluster.SshUser);
        CheckNodes(context, cluster);
        foreach (var node in cluster.Nodes)
        {
            CheckNode(context, cluster, node);
        }

        foreach (var registry in cluster.Registries.Where(registry => registry.Username is null != registry.Password is null))
        {
            context.Error(registry, null, $"the registry '{registry.Name}' has {(registry.Username is null ? "a password but no username" : "a username but no password")}", "give both, or neither for a public registry");
        }
    }

    /// <summary>How many servers may be lost while etcd keeps its quorum.</summary>
    public static int Tolerated(int servers) => Math.Max(0, (servers - 1) / 2);

    private static void CheckNodes(ValidationContext context, ClusterSpec cluster)
    {
        var servers = cluster.Servers().Count();
        if (cluster.Nodes.Count == 0)
        {
            context.Error(cluster, "nodes", "the cluster has no nodes", "an environment that owns its cluster lists them; one that lives in another's says cluster: {from: <environment>}");
        }
        else if (servers % 2 == 0)
        {
            context.Error(cluster, "nodes", $"the cluster has {servers} servers", $"etcd needs an odd number: {servers + 1} servers lose {Tolerated(servers + 1)} safely, {servers} only {Tolerated(servers)}");
        }

        if (cluster.Nodes.Count > 0 && cluster.Nodes.All(node => node.Taints.Any(taint => taint.Effect != TaintEffect.PreferNoSchedule)))
        {
            context.Error(cluster, "nodes", "every node is tainted", "leave one without a taint, or nothing can be scheduled");
        }

        if (!ObjectName.IsLabel(cluster.Name, 40))
        {
            context.Error(cluster, "name", $"'{cluster.Name}' is no cluster name", "use at most 40 lower-case letters, digits and dashes");
        }

        context.Unique(cluster.Nodes, "node name");
        var addresses = new UniqueWords(context, "privateIp", "private address");
        foreach (var node in cluster.Nodes)
        {
            addresses.Add(node, node.PrivateIp.ToString());
        }

        CheckHetzner(context, cluster);
    }

    private static void CheckHetzner(ValidationContext context, ClusterSpec cluster)
    {
        if (cluster.Provider != ClusterProvider.Hetzner)
        {
            return;
        }

        CheckLocation(context, cluster, cluster.Location);
        foreach (var node in cluster.Nodes)
        {
            if (node.Location is { } location)
            {
                CheckLocation(context, node, location);
            }
        }
    }

    private static void CheckLocation(ValidationContext context, object record, string name)
    {
        var network = context.Spec.Cluster.Network;
        if (HetznerLocation.Find(name) is not { } location)
        {
            context.Error(record, "location", $"Hetzner has no location '{name}'", Loading.Hint.For(name, ValidationContext.Names(HetznerLocation.All)));
        }
        else if (location.Zone != network.Zone)
        {
            context.Error(record, "location", $"'{name}' is in the network zone {location.Zone}, the network in {network.Zone}", $"set network.zone to {location.Zone}, or choose a location in {network.Zone}");
        }
    }

    private static void CheckNode(ValidationContext context, ClusterSpec cluster, NodeSpec node)
    {
        if (!ObjectName.IsLabel(node.Name))
        {
            context.Error(node, "name", $"'{node.Name}' is no node name", "use at most 63 lower-case letters, digits and dashes");
        }

        if (cluster.Provider == ClusterProvider.Hetzner)
        {
            if (HetznerServerType.Find(node.ServerType) is null)
            {
                context.Error(node, "serverType", $"Hetzner has no server type '{node.ServerType}'", Loading.Hint.For(node.ServerType, ValidationContext.Names(HetznerServerType.All)));
            }

            if (node.SshPort != SshPort)
            {
                context.Error(node, "sshPort", $"the sshd of a new server listens on port {SshPort}, not {node.SshPort}", $"remove it; the firewall opens {SshPort} to the ranges of sshFrom alone");
            }
        }

        if (node.SshUser is { } user)
        {
            CheckUser(context, node, user);
        }
    }

    private static void CheckUser(ValidationContext context, object record, string user)
    {
        if (!ExistingHostRules.IsUser(user))
        {
            context.Error(record, "sshUser", $"'{user}' is no user name", "use at most 32 lower-case letters, digits, dashes and underscores, beginning with a letter");
        }
    }

    private static void CheckK3s(ValidationContext context, K3sSpec k3s)
    {
        if (K3sVersion.TryParse(k3s.Version) is null)
        {
            context.Error(k3s, "version", $"'{k3s.Version}' is no k3s version", "write it in full, like v1.34.6+k3s1");
        }

        foreach (var part in k3s.Disable)
        {
            context.ResolveWord(k3s, "disable", "bundled part", part, s_bundled);
        }

        if (k3s.Disable.Contains("traefik"))
        {
            context.Error(k3s, "disable", "traefik is disabled", "the bundled Traefik is what the ingress section configures; remove it from the list");
        }

        if (k3s.EtcdSnapshots.Retention < 1)
        {
            context.Error(k3s.EtcdSnapshots, "retention", $"{k3s.EtcdSnapshots.Retention} snapshots are kept", "keep at least 1");
        }

        CheckSilence(context, k3s);
        CheckGeneration(context, k3s, "tokenGeneration", k3s.TokenGeneration);
        CheckGeneration(context, k3s, "certificateGeneration", k3s.CertificateGeneration);
        CheckArtifacts(context, k3s.Artifacts);
        if (context.OwnsCluster)
        {
            WarnOfUnpinned(context, k3s);
        }
    }

    private static void CheckSilence(ValidationContext context, K3sSpec k3s)
    {
        var gracePeriod = k3s.NodeGracePeriod;
        if (gracePeriod.Seconds < NodeSilence.LeastSeconds)
        {
            context.Error(k3s, "nodeGracePeriod", $"a node may be silent for {gracePeriod}", $"at least {NodeSilence.LeastSeconds}s: below it, a slow answer would be taken for a lost node");
        }
        else if (gracePeriod.Seconds > NodeSilence.MostSeconds)
        {
            context.Error(k3s, "nodeGracePeriod", $"a node may be silent for {gracePeriod}", "at most 5m: so long its pods would get requests that nobody answers");
        }

        CheckArguments(context, k3s, "controllerManagerArgs", k3s.ControllerManagerArgs);
        CheckArguments(context, k3s, "kubeletArgs", k3s.KubeletArgs);
    }

    /// <summary>The grace period and the heartbeats belong together: one of them alone makes nodes come and go.</summary>
    private static void CheckArguments(ValidationContext context, K3sSpec k3s, string key, IReadOnlyList<string> arguments)
    {
        foreach (var argument in arguments)
        {
            var name = argument.Split('=')[0];
            if (name is "node-monitor-grace-period" or "node-monitor-period" or "node-status-update-frequency")
            {
                context.Error(k3s, key, $"'{argument}' sets alone what belongs together", "set cluster.k3s.nodeGracePeriod; the others follow from it");
            }
            else if (name is "config" && key == "kubeletArgs")
            {
                context.Error(k3s, key, $"'{argument}' takes the place of the file with the nodes' heartbeat", "use config-dir=<folder>, which k3s merges over it");
            }
        }
    }

    private static void CheckGeneration(ValidationContext context, K3sSpec k3s, string key, int generation)
    {
        if (generation < 1)
        {
            context.Error(k3s, key, $"the generation is {generation}", "it counts up from 1");
        }
    }

    /// <summary>
    /// What is not pinned here is verified against the checksums of the same place it comes from: that catches a broken download,
    /// not a changed release.
    /// </summary>
    private static void WarnOfUnpinned(ValidationContext context, K3sSpec k3s)
    {
        var artifacts = k3s.Artifacts;
        var unpinned = new List<string>();
        foreach (var architecture in s_architectures)
        {
            if (!artifacts.BinarySha256.ContainsKey(architecture) && IsUsed(context.Spec.Cluster, architecture))
            {
                unpinned.Add($"binarySha256.{architecture}");
            }
        }

        if (artifacts.InstallScriptSha256 is null)
        {
            unpinned.Add("installScriptSha256");
        }

        if (unpinned.Count > 0)
        {
            object record = context.IsWritten(artifacts) ? artifacts : context.IsWritten(k3s) ? k3s : context.Spec.Cluster;
            context.Warn(record, ReferenceEquals(record, k3s) ? "version" : null, $"the checksums of k3s {k3s.Version} are not pinned", $"set cluster.k3s.artifacts: {string.Join(" and ", unpinned)}; until then the release's own are used");
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
        foreach (var (architecture, sum) in artifacts.BinarySha256)
        {
            context.ResolveWord(artifacts, "binarySha256", "architecture", architecture, s_architectures);
            CheckSum(context, artifacts, "binarySha256", sum);
        }

        foreach (var (architecture, sum) in artifacts.AirGapImagesSha256)
        {
            context.ResolveWord(artifacts, "airGapImagesSha256", "architecture", architecture, s_architectures);
            CheckSum(context, artifacts, "airGapImagesSha256", sum);
        }

        if (artifacts.InstallScriptSha256 is { } script)
        {
            CheckSum(context, artifacts, "installScriptSha256", script);
        }

        if (artifacts.InstallScriptUrl is not null && artifacts.InstallScriptSha256 is null)
        {
            context.Error(artifacts, "installScriptUrl", "the install script has no checksum", "set installScriptSha256; nothing unverified runs on a node");
        }

        if (!artifacts.BaseUrl.StartsWith("https://", StringComparison.Ordinal) && artifacts.BinarySha256.Count == 0)
        {
            context.Error(artifacts, "baseUrl", $"'{artifacts.BaseUrl}' is not https and there are no checksums", "use https, or set binarySha256");
        }

        if (!artifacts.BaseUrl.StartsWith("https://", StringComparison.Ordinal) && artifacts.AirGapImages && artifacts.AirGapImagesSha256.Count == 0)
        {
            context.Error(artifacts, "airGapImages", $"'{artifacts.BaseUrl}' is not https and the image archive has no checksum", "use https, or set airGapImagesSha256");
        }
    }

    private static void CheckSum(ValidationContext context, K3sArtifactsSpec artifacts, string key, string sum)
    {
        if (!Checksum.IsSha256(sum))
        {
            context.Error(artifacts, key, $"'{sum}' is no SHA-256", Checksum.Form);
        }
    }
}
