using Infra.Model;
using Infra.Naming;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Hosts;

/// <summary>
/// Hosts that exist already, at home or rented, in the shape of a <see cref="NodePool"/>: nothing is created and nothing
/// deleted, the program only reaches them, with the described host keys, at the described addresses. They have no cloud
/// firewall and no network of the program's; what stands before them is the operator's.
/// </summary>
public sealed class ExistingHosts : ComponentResource, IHostPool
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:hetzner:ExistingHosts";

    /// <summary>Dials that may fail before a command does. These hosts are there: more failures are an answer.</summary>
    private const int DialErrors = 10;

    private readonly ExistingHostsArgs _args;

    /// <summary>The hosts, in the order in which the nodes are described.</summary>
    public IReadOnlyList<NodeHost> Hosts { get; }

    /// <summary>Private key for SSH to every host, as it was given. A secret.</summary>
    [Output("sshPrivateKey")]
    public Output<string> SshPrivateKey { get; }

    /// <summary>Describes how the hosts are reached.</summary>
    public ExistingHosts(string name, ExistingHostsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _args = args;
        Hosts = [.. args.Cluster.Nodes.Select(ReachHost)];
        SshPrivateKey = Output.CreateSecret(args.SshPrivateKey);
        RegisterOutputs();
    }

    /// <summary>
    /// What tells a machine from another of the same name: its SSH host key. A host that was installed anew has a new one; a
    /// host that moved to another address is still the same machine. No two hosts may share a key, which the validation holds.
    /// </summary>
    /// <param name="hostKey">The public host key; its comment does not count.</param>
    public static string IdOf(string hostKey)
    {
        var words = hostKey.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Digest.Of(words.Length > 1 ? $"{words[0]} {words[1]}" : hostKey);
    }

    private NodeHost ReachHost(NodeSpec node)
    {
        var address = node.Address ?? throw new ArgumentException($"the existing host '{node.Name}' has no address", nameof(node));
        var hostKey = node.HostKey ?? throw new ArgumentException($"the existing host '{node.Name}' has no host key", nameof(node));
        var user = _args.Cluster.SshUserOf(node);
        return new()
        {
            Node = node,
            HostId = Output.Create(IdOf(hostKey)),
            Address = Output.Create(address),
            SshUser = user,
            Connection = new Remote.Inputs.ConnectionArgs
            {
                Host = address,
                Port = node.SshPort,
                User = user,
                PrivateKey = _args.SshPrivateKey,
                HostKey = hostKey,
                DialErrorLimit = DialErrors,
                PerDialTimeout = 15,
            },
            Ready = [],
            Disk = DiskOf(node),
        };
    }

    private HostDisk? DiskOf(NodeSpec node)
    {
        foreach (var disk in _args.Disks)
        {
            if (disk.Name == node.Name && disk.Device is { } device)
            {
                return new() { Device = Output.Create(device), Size = disk.Size, MountPath = _args.DiskPath, Ready = [] };
            }
        }

        return null;
    }
}
