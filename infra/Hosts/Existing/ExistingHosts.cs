using Infra.Model;
using Infra.Naming;
using Pulumi;

namespace Infra.Hosts;

/// <summary>
/// Hosts that exist already, at home or rented, as an <see cref="IHostPool"/>: the program creates and deletes nothing, it only reaches
/// the hosts, at the described addresses and with the described host keys. The network and the firewall in front of them belong to
/// the operator.
/// </summary>
public sealed class ExistingHosts : ComponentResource, IHostPool
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:hetzner:ExistingHosts";

    private readonly StackContext _context;
    private readonly Output<string> _sshPrivateKey;

    /// <summary>The hosts, in the order in which the nodes are described.</summary>
    public IReadOnlyList<NodeHost> Hosts { get; }

    /// <summary>Private key for SSH to every host, as it was given. A secret.</summary>
    [Output("sshPrivateKey")]
    public Output<string> SshPrivateKey { get; }

    /// <summary>Describes how the hosts are reached.</summary>
    public ExistingHosts(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        _context = context;
        _sshPrivateKey = context.ConfigSecret(SecretKeys.SshPrivateKey);
        Hosts = [.. context.System.Cluster.Nodes.Select(ReachHost)];
        SshPrivateKey = Output.CreateSecret(_sshPrivateKey);
        RegisterOutputs();
    }

    /// <summary>
    /// The identity of a machine: its SSH host key. A host that was reinstalled has a new key; a host that moved to another address is the
    /// same machine. Validation refuses two hosts with one key.
    /// </summary>
    /// <param name="hostKey">The public host key; its comment is ignored.</param>
    public static string IdOf(string hostKey)
    {
        var words = hostKey.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Digest.Of(words.Length > 1 ? $"{words[0]} {words[1]}" : hostKey);
    }

    private NodeHost ReachHost(NodeSpec node)
    {
        var address = node.Address ?? throw new ArgumentException($"the existing host '{node.Name}' has no address", nameof(node));
        var hostKey = node.HostKey ?? throw new ArgumentException($"the existing host '{node.Name}' has no host key", nameof(node));
        var user = _context.System.Cluster.SshUserOf(node);
        return new()
        {
            Node = node,
            HostId = Output.Create(IdOf(hostKey)),
            Address = Output.Create(address),
            SshUser = user,
            HostKey = Output.Create(hostKey),
            Connection = SshHost.Existing(node.Name, user, address, node.SshPort, hostKey, _sshPrivateKey).Connection,
            Ready = [],
            Disk = DiskOf(node),
        };
    }

    private HostDisk? DiskOf(NodeSpec node)
    {
        foreach (var disk in _context.System.Storage.NodeDisks)
        {
            if (disk.Name == node.Name && disk.Device is { } device)
            {
                return new()
                {
                    Device = Output.Create(device),
                    Size = disk.Size,
                    MountPath = _context.System.Storage.DataPath(),
                    Ready = [],
                };
            }
        }

        return null;
    }
}
