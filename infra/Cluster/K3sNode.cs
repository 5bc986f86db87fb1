using System.Globalization;
using System.Text;
using Infra.Hosts;
using Infra.Model;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Cluster;

/// <summary>
/// k3s on one host, by commands over SSH. Preparing, fetching and configuring run on all nodes at once; starting waits for
/// its turn. Every command is keyed on the host's id: a recreated host goes through all of them again, and no other does.
/// No command has a delete step, so that a host that is gone blocks nothing.
/// </summary>
public sealed class K3sNode : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:K3sNode";

    private readonly K3sNodeArgs _args;
    private readonly NodeSpec _node;

    /// <summary>A server's turn comes in the graph; an agent waits for its turn to be upgraded while its command runs.</summary>
    private int StartMinutes => _node.Role == NodeRole.Server ? 20 : 120;

    /// <summary>The command after whose end the node is up.</summary>
    public Remote.Command Started { get; }

    /// <summary>Installs and starts k3s.</summary>
    public K3sNode(string name, K3sNodeArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _args = args;
        _node = args.Host.Node;
        var prepared = Step(name, "prepare", Prepare(), after: args.Host.Ready, minutes: 20);
        var guarded = Step(name, "firewall", Firewall(), after: [prepared], minutes: 5);
        // Not beside the firewall: the kernel follows connections from the first load of its rules on, and the answers to a download
        // from the private network that began before would be dropped as strangers.
        var fetched = Step(name, "artifacts", args.PermittedVersion.Apply(Artifacts), after: [guarded], minutes: 15);
        var configured = Step(name, "configure", Configure(), after: [prepared], minutes: 5, stdin: SecretFiles());
        Remote.Command[] mounted = args.Host.Disk is { } disk ? [Step(name, "disk", Mount(disk), after: [prepared, .. disk.Ready], minutes: 10)] : [];
        var forgotten = args.Peers.Select(peer => Forget(name, peer)).ToArray();
        Started = Step(name, "start", Start(forgotten), after: [guarded, fetched, configured, .. mounted, .. forgotten, .. args.StartAfter], StartMinutes, keys: RegistriesKey());
        RegisterOutputs();
    }

    private Remote.Command Step(string name, string step, Input<string> script, IReadOnlyList<Resource> after, int minutes, Input<string>? stdin = null, params IReadOnlyList<object> keys)
    {
        var command = new Remote.CommandArgs
        {
            Connection = _args.Host.Connection,
            Create = script,
            AddPreviousOutputInEnv = false,
            Triggers = new object[] { _args.Host.HostId }.Concat(keys).ToArray(),
        };
        if (stdin is not null)
        {
            command.Stdin = stdin;
        }

        return new($"{name}-{step}", command, CommandOptions(after, minutes));
    }

    /// <summary>Its output ends with the authority of the cluster that the peer is in, if any, over a session whose host key is pinned.</summary>
    private Remote.Command Forget(string name, NodeHost peer) => new(
        $"{name}-forget-on-{peer.Node.Name}",
        new()
        {
            Connection = peer.Connection,
            Create = _args.Host.HostId.Apply(host => NodeStep.Compose("forget", peer.Node.Name, new Dictionary<string, string>
            {
                ["LEAVER"] = _node.Name,
                ["LEAVER_IP"] = _node.PrivateIp.ToString(),
                ["LEAVER_HOST"] = host,
            }, peer.SshUser)),
            AddPreviousOutputInEnv = false,
            Triggers = new object[] { _args.Host.HostId },
        },
        CommandOptions([.. peer.Ready, .. _args.StartAfter], minutes: 10));

    private CustomResourceOptions CommandOptions(IReadOnlyList<Resource> after, int minutes) => new()
    {
        Parent = this,
        DependsOn = after.ToArray(),
        CustomTimeouts = new() { Create = TimeSpan.FromMinutes(minutes), Update = TimeSpan.FromMinutes(minutes) },
    };

    private string Compose(string step, Dictionary<string, string> parameters) => NodeStep.Compose(step, _node.Name, parameters, _args.Host.SshUser);

    private string Prepare()
    {
        var parameters = new Dictionary<string, string>
        {
            ["PRIVATE_IP"] = _node.PrivateIp.ToString(),
            ["PACKAGES"] = string.Join(' ', NodePreparation.Packages(_args.Cluster.K3s)),
            ["MODULES"] = string.Join(' ', NodePreparation.Modules(_args.Cluster.K3s)),
            ["SYSCTLS"] = string.Join('\n', NodePreparation.Sysctls),
        };
        if (_node.Role == NodeRole.Server)
        {
            parameters["TOOL_RESET"] = Tool("reset");
            parameters["TOOL_REJOIN"] = Tool("rejoin");
            parameters["TOOL_ROTATE_TOKEN"] = Tool("rotate-token");
        }

        return Compose("prepare", parameters);
    }

    /// <summary>A command for the operator at the node's console, who may have nothing else at hand.</summary>
    private string Tool(string step) => NodeStep.ComposeTool(step, _node.Name, new Dictionary<string, string>
    {
        ["ROLE"] = "server",
        ["PRIVATE_IP"] = _node.PrivateIp.ToString(),
        ["SERVER_ADDRESSES"] = string.Join(' ', _args.Cluster.ServerAddresses()),
    });

    private string Firewall() => Compose("firewall", new()
    {
        ["PRIVATE_IP"] = _node.PrivateIp.ToString(),
        ["FIREWALL_RULES"] = _args.Cluster.Firewall.Host ? HostFirewall.Render(HostFirewall.SettingsOf(_args.Cluster, _node, _args.MetricsPorts)) : "",
    });

    private string AirGap => _args.Cluster.K3s.Artifacts.AirGapImages ? "true" : "";

    private string Artifacts(string version)
    {
        var k3s = _args.Cluster.K3s;
        return Compose("artifacts", new()
        {
            ["K3S_VERSION"] = version,
            ["ARTIFACTS_URL"] = k3s.Artifacts.BaseUrl,
            ["INSTALL_SCRIPT_URL"] = k3s.Artifacts.InstallScriptUrlOf(version),
            ["INSTALL_SCRIPT_SHA256"] = k3s.Artifacts.InstallScriptSha256 ?? "",
            ["K3S_SHA256_AMD64"] = k3s.Artifacts.BinarySha256.GetValueOrDefault("amd64", ""),
            ["K3S_SHA256_ARM64"] = k3s.Artifacts.BinarySha256.GetValueOrDefault("arm64", ""),
            ["AIRGAP"] = AirGap,
            ["AIRGAP_SHA256_AMD64"] = k3s.Artifacts.AirGapImagesSha256.GetValueOrDefault("amd64", ""),
            ["AIRGAP_SHA256_ARM64"] = k3s.Artifacts.AirGapImagesSha256.GetValueOrDefault("arm64", ""),
        });
    }

    /// <summary>
    /// Before the start: on a recreated host Longhorn comes up with k3s, and must find its replicas where it left them. The
    /// size is in the text, so that a larger volume grows its file system.
    /// </summary>
    private Output<string> Mount(HostDisk disk) => disk.Device.Apply(device => Compose("disk", new()
    {
        ["DEVICE"] = device,
        ["MOUNT_PATH"] = disk.MountPath,
        ["SIZE_BYTES"] = disk.Size.Value.ToString("0", CultureInfo.InvariantCulture),
    }));

    private Output<string> Configure() => _args.Host.Address.Apply(address => Compose("configure", new()
    {
        ["CONFIG_YAML"] = K3sConfig.Render(_args.Cluster, _node, _args.Domain, address),
        ["KUBELET_YAML"] = K3sConfig.RenderKubelet(_args.Cluster.K3s),
        ["AUDIT_POLICY_YAML"] = _node.Role == NodeRole.Server && _args.Cluster.K3s.AuditLog.Enabled ? AuditPolicy.Yaml : "",
        ["ADMISSION_YAML"] = _node.Role == NodeRole.Server ? PodSecurityAdmission.Yaml : "",
    }));

    /// <summary>The secret files as configure.sh reads them: a name and base64 a line. An agent never gets the servers' token.</summary>
    private Output<string> SecretFiles()
    {
        var files = Output.Tuple(_args.ServerToken, _args.AgentToken, _args.Registries ?? Output.Create("")).Apply(secret =>
        {
            var (server, agent, registries) = secret;
            var lines = new StringBuilder();
            Add("token", _node.Role == NodeRole.Server ? server : agent);
            Add("agent-token", _node.Role == NodeRole.Server ? agent : "");
            Add("registries.yaml", registries);
            return lines.ToString();

            void Add(string file, string content)
            {
                if (content.Length > 0)
                {
                    lines.Append(file).Append(' ').Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(content))).Append('\n');
                }
            }
        });
        return Output.CreateSecret(files);
    }

    /// <summary>A changed password of a registry is put in force by the start too; its digest is as secret as it is.</summary>
    private object[] RegistriesKey() => _args.Registries is { } registries ? [Output.CreateSecret(registries.Apply(NodeStep.Digest))] : [];

    /// <summary>
    /// The text changes, and the command with it runs again, when anything it puts in force does: that is how a new
    /// configuration, version, token or certificate is rolled, one node after the other.
    /// </summary>
    private Output<string> Start(IReadOnlyList<Remote.Command> forgotten)
    {
        var authority = Output.All(forgotten.Select(command => command.Stdout)).Apply(outputs => ClusterAuthority.In(outputs));
        return Output.Tuple(_args.Host.HostId, _args.FounderId, Configure(), authority).Apply(known => Compose("start", new()
        {
            ["ROLE"] = _node.Role == NodeRole.Server ? "server" : "agent",
            ["K3S_VERSION"] = _args.Cluster.K3s.Version,
            ["PRIVATE_IP"] = _node.PrivateIp.ToString(),
            ["SERVER_ADDRESSES"] = string.Join(' ', _args.Cluster.ServerAddresses()),
            ["HOST_ID"] = known.Item1,
            ["FOUNDER_ID"] = known.Item2,
            ["TOKEN_GENERATION"] = _args.Cluster.K3s.TokenGeneration.ToString(CultureInfo.InvariantCulture),
            ["CERTIFICATE_GENERATION"] = _args.Cluster.K3s.CertificateGeneration.ToString(CultureInfo.InvariantCulture),
            ["CONFIGURATION_DIGEST"] = NodeStep.Digest(known.Item3),
            ["AUTHORITY"] = known.Item4,
            ["AIRGAP"] = AirGap,
        }));
    }
}
