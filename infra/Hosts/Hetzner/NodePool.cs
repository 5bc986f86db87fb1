using System.Globalization;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using HCloud = Pulumi.HCloud;
using Remote = Pulumi.Command.Remote;

namespace Infra.Hosts;

/// <summary>
/// Hetzner Cloud servers for the nodes of a cluster: spread over physical hosts, at fixed public and private addresses,
/// with a generated SSH key and generated host keys. Each node's resources are named after the node alone, so that adding or removing a
/// node leaves the others unchanged.
/// </summary>
public sealed class NodePool : ComponentResource, IHostPool
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:hetzner:NodePool";

    /// <summary>
    /// Inputs whose change would replace a server, and with it its disk. They describe the first boot only; a new value applies to the
    /// next server that is created.
    /// </summary>
    public static readonly IReadOnlyList<string> FirstBootInputs = ["image", "sshKeys", "userData"];

    private readonly NodePoolArgs _args;
    private readonly StackContext _context;
    private readonly ClusterSpec _cluster;
    private readonly Pulumi.Tls.PrivateKey _key;
    private readonly HCloud.SshKey _sshKey;
    private readonly Dictionary<string, HCloud.PlacementGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>The hosts, in the order in which the nodes are described.</summary>
    public IReadOnlyList<NodeHost> Hosts { get; }

    /// <summary>Private key for SSH to every host. A secret.</summary>
    [Output("sshPrivateKey")]
    public Output<string> SshPrivateKey { get; }

    /// <summary>Creates the servers.</summary>
    public NodePool(string name, NodePoolArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_args, _context, _cluster) = (args, context, context.System.Cluster);
        _key = new($"{name}-ssh", new() { Algorithm = "ED25519" }, new() { Parent = this, Protect = context.Protect });
        _sshKey = new(
            $"{name}-ssh",
            new() { Name = PhysicalName.Hetzner(_cluster.Name, "ssh"), PublicKey = _key.PublicKeyOpenssh, Labels = context.LabelsWith() },
            new() { Parent = this });
        foreach (var group in _cluster.Nodes.Select(node => node.PlacementGroup).Distinct())
        {
            _groups[group] = new(
                $"{name}-{group}",
                new() { Name = PhysicalName.Hetzner(_cluster.Name, group), Type = "spread", Labels = context.LabelsWith() },
                new() { Parent = this });
        }

        Hosts = [.. _cluster.Nodes.Select(CreateHost)];
        SshPrivateKey = Output.CreateSecret(_key.PrivateKeyOpenssh);
        RegisterOutputs();
    }

    private NodeHost CreateHost(NodeSpec node)
    {
        var user = _cluster.SshUserOf(node);
        var address = CreateAddress(node);
        var hostKey = new Pulumi.Tls.PrivateKey(
            $"{node.Name}-host-key", new() { Algorithm = "ED25519" }, new() { Parent = this, Protect = _context.Protect });
        var server = CreateServer(node, address, hostKey);
        var attachment = new HCloud.ServerNetwork(
            $"{node.Name}-private",
            new() { ServerId = IntId(server), SubnetId = _args.SubnetId, Ip = node.PrivateIp.ToString() },
            // Not retained: another address detaches it and attaches it anew.
            new() { Parent = this, DeletedWith = server, DeleteBeforeReplace = true });
        return new()
        {
            Node = node,
            HostId = server.Id,
            Address = address.IpAddress,
            SshUser = user,
            HostKey = hostKey.PublicKeyOpenssh,
            Connection = new Remote.Inputs.ConnectionArgs
            {
                Host = address.IpAddress,
                Port = node.SshPort,
                User = user,
                PrivateKey = _key.PrivateKeyOpenssh,
                HostKey = hostKey.PublicKeyOpenssh,
                // A new server refuses connections until sshd runs. Refusals return at once, so their number is no measure of time: the
                // time limits of the commands bound the wait.
                DialErrorLimit = -1,
                PerDialTimeout = 15,
            },
            Disk = CreateDisk(node, server),
            Server = Output.Tuple(server.ServerType, server.Location).Apply(
                state => new ServerInForce(state.Item1, state.Item2, node.PlacementGroup).ToOutput()),
            SwitchedOffFor = [node.ServerType, node.PlacementGroup],
            Ready = [server, attachment],
        };
    }

    private Output<string> UserData(NodeSpec node, Pulumi.Tls.PrivateKey hostKey)
    {
        var user = _cluster.SshUserOf(node);
        var accepted = user == ClusterSpec.Root ? Output.Create("") : _key.PublicKeyOpenssh;
        var keys = Output.Tuple(hostKey.PrivateKeyOpenssh, hostKey.PublicKeyOpenssh, accepted);
        return Output.CreateSecret(keys.Apply(key => CloudInit.UserData(key.Item1, key.Item2, user, key.Item3)));
    }

    private HostDisk? CreateDisk(NodeSpec node, HCloud.Server server)
    {
        foreach (var spec in _context.System.Storage.NodeDisks)
        {
            if (spec.Name == node.Name)
            {
                var disk = new NodeDisk(
                    $"{node.Name}-disk",
                    new() { Node = node, Size = spec.Size, Server = server },
                    _context,
                    new() { Parent = this });
                return new() { Device = disk.Device, Size = spec.Size, MountPath = _context.System.Storage.DataPath(), Ready = disk.Ready };
            }
        }

        return null;
    }

    /// <summary>
    /// The public address outlives the server: DNS records, certificates and kubeconfigs stay valid when the server is recreated.
    /// </summary>
    private HCloud.PrimaryIp CreateAddress(NodeSpec node) => new(
        $"{node.Name}-address",
        new()
        {
            Name = PhysicalName.Hetzner(_cluster.Name, node.Name),
            Type = "ipv4",
            AssigneeType = "server",
            Location = _cluster.LocationOf(node),
            AutoDelete = false,
            DeleteProtection = _context.Protect,
            Labels = LabelsOf(node, _context),
        },
        new() { Parent = this, Protect = _context.Protect });

    private HCloud.Server CreateServer(NodeSpec node, HCloud.PrimaryIp address, Pulumi.Tls.PrivateKey hostKey) => new(
        $"{node.Name}-server",
        new()
        {
            Name = PhysicalName.Server(_cluster.Name, node.Name),
            ServerType = node.ServerType,
            Image = _cluster.Image,
            Location = _cluster.LocationOf(node),
            SshKeys = { _sshKey.Id },
            UserData = UserData(node, hostKey),
            PlacementGroupId = IntId(_groups[node.PlacementGroup]),
            FirewallIds = { _args.FirewallId },
            PublicNets = { new HCloud.Inputs.ServerPublicNetArgs { Ipv4Enabled = true, Ipv4 = IntId(address), Ipv6Enabled = true } },
            DeleteProtection = _context.Protect,
            RebuildProtection = _context.Protect,
            ShutdownBeforeDeletion = true,
            KeepDisk = true,
            Labels = LabelsOf(node, _context),
        },
        new()
        {
            Parent = this,
            Protect = _context.Protect,
            IgnoreChanges = [.. FirstBootInputs],
            // Only one server at a time can have the name and the addresses.
            DeleteBeforeReplace = true,
            CustomTimeouts = new() { Create = TimeSpan.FromMinutes(10), Delete = TimeSpan.FromMinutes(10) },
        });

    /// <summary>The labels of a node's resources at Hetzner.</summary>
    internal static Dictionary<string, string> LabelsOf(NodeSpec node, StackContext context) =>
        context.LabelsWith((Labels.Name, node.Name), (Labels.Role, node.Role == NodeRole.Server ? "server" : "agent"));

    private static Output<int> IntId(CustomResource resource) => resource.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture));
}
