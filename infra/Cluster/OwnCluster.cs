using System.Collections.Immutable;
using System.Globalization;
using Infra.Hosts;
using Infra.Model;
using Infra.Parts;
using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Cluster;

/// <summary>The cluster that the stack owns: its hosts, k3s on them, the etcd snapshots and the imported images.</summary>
public sealed class OwnCluster : ICluster
{
    private readonly K3sCluster _cluster;

    /// <inheritdoc/>
    public K8s.Provider Provider => _cluster.Provider;

    /// <inheritdoc/>
    public IReadOnlyList<ClusterNode> Nodes => _cluster.Nodes;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Resource> NodePorts { get; }

    /// <inheritdoc/>
    public Output<string> Kubeconfig => _cluster.Kubeconfig;

    /// <inheritdoc/>
    public Output<string> SshPrivateKey { get; }

    /// <inheritdoc/>
    public Output<string> KnownHosts { get; }

    /// <inheritdoc/>
    public Output<string> K3sVersion => _cluster.K3sVersion;

    /// <inheritdoc/>
    public Output<string> LonghornVersion { get; } = Output.Create("");

    /// <inheritdoc/>
    public Output<ImmutableDictionary<string, string>> NodeAddresses { get; }

    /// <inheritdoc/>
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> Servers { get; }

    /// <inheritdoc/>
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> ServerSsh { get; }

    /// <inheritdoc/>
    public Output<ImmutableArray<string>> ServerAddresses { get; }

    /// <inheritdoc/>
    public Output<ImmutableArray<string>> IngressAddresses { get; }

    /// <summary>Creates the hosts and the cluster.</summary>
    /// <param name="args">Its inputs.</param>
    /// <param name="context">The stack's context.</param>
    public OwnCluster(OwnClusterArgs args, StackContext context)
    {
        var pool = HostPools.Create(context);
        _cluster = new("cluster", new()
        {
            Hosts = pool.Hosts,
            Requests = args.Requests,
            Probe = args.Probe,
            IsUp = args.IsUp,
            KubeconfigRenewal = args.KubeconfigRenewal,
        }, context);
        if (context.System.Cluster.K3s.EtcdSnapshots.S3 is { } location)
        {
            _ = new EtcdSnapshots(
                "etcd-snapshots",
                new() { Location = location, Retention = RetentionInBucket(context.System.Cluster) },
                context.With(Provider));
        }

        Images = ImportImages(args.Root, context);
        NodePorts = WantedPort.OnNodes(context.System) is { Count: > 0 } ports
            ? new NodePortCheck("node-ports", new() { Ports = ports, Hosts = pool.Hosts }, context).Free
            : [];
        SshPrivateKey = pool.SshPrivateKey;
        KnownHosts = Output.All(pool.Hosts.Select(KnownHost)).Apply(lines => string.Join('\n', lines));
        NodeAddresses = AddressesByName(pool.Hosts);
        Servers = ServersByName(Nodes);
        ServerAddresses = context.System.Cluster.K3s.ApiEndpoint is null
            ? Output.All(pool.Hosts.Where(host => host.Node.Role == NodeRole.Server).Select(host => host.Address))
            : Output.Create(ImmutableArray<string>.Empty);
        ServerSsh = SshByName([.. pool.Hosts.Where(host => host.Node.Role == NodeRole.Server)]);
        IngressAddresses = Output.All(pool.Hosts.Select(host => host.Address));
    }

    /// <inheritdoc/>
    public Output<string> DatabasePassword(string database) =>
        throw new InvalidOperationException($"no stack makes the database {database}");

    /// <summary>
    /// The number of snapshots in the bucket that is as many of each server as it keeps on its disk: k3s counts all that are in the folder,
    /// whatever server took them.
    /// </summary>
    /// <param name="cluster">The cluster as described.</param>
    public static int RetentionInBucket(ClusterSpec cluster) =>
        cluster.Nodes.Count(node => node.Role == NodeRole.Server) * cluster.K3s.EtcdSnapshots.Retention;

    private static Output<string> KnownHost(NodeHost host) => Output.Tuple(host.Address, host.HostKey).Apply(
        known => HostKey.KnownHost(known.Item1, host.Node.SshPort, known.Item2));

    private Dictionary<string, IReadOnlyList<Resource>> ImportImages(string root, StackContext context)
    {
        var imported = new Dictionary<string, IReadOnlyList<Resource>>(StringComparer.Ordinal);
        foreach (var image in context.System.Images)
        {
            if (image.Delivery == ImageDelivery.Import)
            {
                ClusterNode[] nodes = [.. Nodes.Where(node => image.IsFor(node.Host.Node))];
                imported[image.Name] = new ImageImport(
                    ImageImport.NameOf(image), new() { Image = image, Root = root, Nodes = nodes }, context).Imported;
            }
        }

        return imported;
    }

    private static Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> ServersByName(IReadOnlyList<ClusterNode> nodes)
    {
        var servers = new List<Output<(string Node, ImmutableDictionary<string, string> Server)>>();
        foreach (var node in nodes)
        {
            if (node.Host.Server is { } server)
            {
                servers.Add(Output.Tuple(server, node.Started.Stdout).Apply(known => (node.Host.Node.Name, known.Item1)));
            }
        }

        return Output.All(servers).Apply(
            all => all.ToImmutableDictionary(entry => entry.Node, entry => entry.Server, StringComparer.Ordinal));
    }

    private static Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> SshByName(IReadOnlyList<NodeHost> servers) =>
        Output.All(servers.Select(server => Output.Tuple(server.Address, server.HostKey).Apply(known => (
            server.Node.Name,
            Ssh: ImmutableDictionary<string, string>.Empty
                .Add(ServerHost.Address, known.Item1)
                .Add(ServerHost.Port, server.Node.SshPort.ToString(CultureInfo.InvariantCulture))
                .Add(ServerHost.User, server.SshUser)
                .Add(ServerHost.HostKey, known.Item2.Trim())))))
            .Apply(all => all.ToImmutableDictionary(entry => entry.Name, entry => entry.Ssh, StringComparer.Ordinal));

    private static Output<ImmutableDictionary<string, string>> AddressesByName(IReadOnlyList<NodeHost> hosts) =>
        Output.All(hosts.Select(host => host.Address)).Apply(addresses =>
        {
            var byName = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            for (var index = 0; index < hosts.Count; index++)
            {
                byName[hosts[index].Node.Name] = addresses[index];
            }

            return byName.ToImmutable();
        });
}
