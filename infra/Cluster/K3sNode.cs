using System.Globalization;
using System.Text;
using Infra.Hosts;
using Infra.Model;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Cluster;

/// <summary>
/// k3s on one host, installed by commands over SSH. Preparation, download and configuration run on all nodes at once; the starts run in
/// order. Every command is keyed on the host's id, so that a recreated host, and no other, runs all of them again. No command has a
/// delete step, so that a missing host blocks nothing.
/// </summary>
public sealed class K3sNode : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:K3sNode";

    private readonly K3sNodeArgs _args;
    private readonly ClusterSpec _cluster;
    private readonly string _domain;
    private readonly NodeSpec _node;

    /// <summary>
    /// Minutes that the start may take: for a server, the sum of all its waits with that of putting the former state back. The graph orders
    /// the servers; an agent waits in its command until the agents before it are upgraded.
    /// </summary>
    private int StartMinutes => _node.Role == NodeRole.Server ? 60 : 120;

    /// <summary>The command after whose end the node is up.</summary>
    public Remote.Command Started { get; }

    /// <summary>Installs and starts k3s.</summary>
    public K3sNode(string name, K3sNodeArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_args, _cluster, _domain, _node) = (args, context.System.Cluster, context.System.Domain, args.Host.Node);
        var prepared = Step(name, "prepare", Output.Create(Prepare()), after: args.Host.Ready, minutes: 30);
        var guarded = Step(name, "firewall", Output.Create(Firewall()), after: [prepared], minutes: 5);
        // After the firewall: the kernel tracks connections from the first load of the rules on, and would drop the replies of a download
        // from the private network that began earlier.
        var fetched = Step(name, "artifacts", Output.Create(Artifacts()), after: [guarded], minutes: 30);
        var configured = Step(name, "configure", Configure(), after: [prepared], minutes: 5);
        var entrusted = Step(name, "secrets", Output.Create(Compose("secrets", [])), after: [prepared], minutes: 5, secrets: SecretFiles());
        Remote.Command[] mounted = args.Host.Disk is { } disk
            ? [Step(name, "disk", Mount(disk), after: [prepared, .. disk.Ready], minutes: 10)]
            : [];
        Remote.Command[] forgotten = args.Peer is { } peer ? [Forget(name, peer)] : [];
        Started = Step(
            name,
            "start",
            Start(forgotten),
            after: [guarded, fetched, configured, entrusted, .. mounted, .. forgotten, .. args.StartAfter],
            StartMinutes,
            keys: [.. args.Host.SwitchedOffFor, .. RegistriesKey()]);
        _ = Settle(name);
        RegisterOutputs();
    }

    private Remote.Command Step(
        string name,
        string step,
        Output<string> script,
        IReadOnlyList<Resource> after,
        int minutes,
        Output<string>? secrets = null,
        params IReadOnlyList<object> keys) => NodeCommand.Create(
            $"{name}-{step}",
            new()
            {
                Host = Output.Create(_args.Host.Ssh),
                Step = step,
                Script = script,
                Secrets = secrets,
                Triggers = [_args.Host.HostId, .. keys],
                After = after,
                Minutes = minutes,
            },
            this);

    /// <summary>
    /// Removes the old node on a server that answers; one is enough, so that the node comes back although other servers are gone. The
    /// output ends with the authorities of the clusters that the servers are in, that of the asked one read over a session with a pinned
    /// host key.
    /// </summary>
    private Remote.Command Forget(string name, Output<NodeHost> peer) => NodeCommand.Create(
        $"{name}-forget",
        new()
        {
            Host = peer.Apply(host => host.Ssh),
            Step = "forget",
            Script = Output.Tuple(peer, _args.Host.HostId).Apply(known =>
                NodeStep.Compose("forget", known.Item1.Node.Name, new Dictionary<string, string>
                {
                    ["LEAVER"] = _node.Name,
                    ["LEAVER_IP"] = _node.PrivateIp.ToString(),
                    ["LEAVER_HOST"] = known.Item2,
                    ["SERVER_ADDRESSES"] = string.Join(' ', _cluster.ServerAddresses()),
                })),
            Triggers = [_args.Host.HostId],
            After = [.. _args.Peers.SelectMany(one => one.Ready), .. _args.StartAfter],
            Minutes = 15,
        },
        this);

    /// <summary>
    /// Gives the running node its labels and taints: on the node itself or, for an agent, which may not change its own taints, on a server
    /// that answers.
    /// </summary>
    private Remote.Command Settle(string name)
    {
        var server = _node.Role == NodeRole.Server ? Output.Create(_args.Host) : _args.Peer!;
        return NodeCommand.Create(
            $"{name}-settings",
            new()
            {
                Host = server.Apply(host => host.Ssh),
                Step = "settings",
                Script = Output.Tuple(server, _args.Host.HostId).Apply(known =>
                    NodeStep.Compose("settings", known.Item1.Node.Name, new Dictionary<string, string>
                    {
                        ["ROLE"] = "server",
                        ["PRIVATE_IP"] = known.Item1.Node.PrivateIp.ToString(),
                        ["SERVER_ADDRESSES"] = string.Join(' ', _cluster.ServerAddresses()),
                        ["TARGET"] = _node.Name,
                        ["MACHINE"] = known.Item2,
                        ["LABELS"] = string.Join(' ', K3sConfig.LabelsOf(_node)),
                        ["TAINTS"] = string.Join(' ', K3sConfig.TaintsOf(_node)),
                    })),
                Triggers = [_args.Host.HostId],
                After = [Started],
                Minutes = 10,
            },
            this);
    }

    private string Compose(string step, Dictionary<string, string> parameters) => NodeStep.Compose(step, _node.Name, parameters);

    private string Prepare()
    {
        var parameters = new Dictionary<string, string>
        {
            ["PRIVATE_IP"] = _node.PrivateIp.ToString(),
            ["PACKAGES"] = string.Join(' ', _args.Requests.Packages),
            ["MODULES"] = string.Join(' ', _args.Requests.Modules),
            ["SYSCTLS"] = string.Join('\n', _args.Requests.Sysctls),
        };
        if (_node.Role == NodeRole.Server)
        {
            parameters["TOOL_RESET"] = Tool("reset");
            parameters["TOOL_REJOIN"] = Tool("rejoin");
            parameters["TOOL_ROTATE_TOKEN"] = Tool("rotate-token");
        }

        return Compose("prepare", parameters);
    }

    /// <summary>A command on the node, for an operator at its console without other tools.</summary>
    private string Tool(string step) => NodeStep.ComposeTool(step, _node.Name, new Dictionary<string, string>
    {
        ["ROLE"] = "server",
        ["PRIVATE_IP"] = _node.PrivateIp.ToString(),
        ["SERVER_ADDRESSES"] = string.Join(' ', _cluster.ServerAddresses()),
    });

    private string Firewall() => Compose("firewall", new()
    {
        ["PRIVATE_IP"] = _node.PrivateIp.ToString(),
        ["FIREWALL_RULES"] = _cluster.Firewall.Host
            ? HostFirewall.Render(HostFirewall.SettingsOf(_cluster, _node, _args.Requests.MetricsPorts))
            : "",
    });

    private string AirGap => _cluster.K3s.Artifacts.AirGapImages ? "true" : "";

    private string Artifacts()
    {
        var k3s = _cluster.K3s;
        return Compose("artifacts", new()
        {
            ["K3S_VERSION"] = k3s.Version,
            ["ARTIFACTS_URL"] = k3s.Artifacts.BaseUrl,
            ["INSTALL_SCRIPT_URL"] = k3s.Artifacts.InstallScriptUrlOf(k3s.Version),
            ["INSTALL_SCRIPT_SHA256"] = k3s.Artifacts.InstallScriptSha256 ?? "",
            ["K3S_SHA256_AMD64"] = k3s.Artifacts.BinarySha256.GetValueOrDefault("amd64", ""),
            ["K3S_SHA256_ARM64"] = k3s.Artifacts.BinarySha256.GetValueOrDefault("arm64", ""),
            ["AIRGAP"] = AirGap,
            ["AIRGAP_SHA256_AMD64"] = k3s.Artifacts.AirGapImagesSha256.GetValueOrDefault("amd64", ""),
            ["AIRGAP_SHA256_ARM64"] = k3s.Artifacts.AirGapImagesSha256.GetValueOrDefault("arm64", ""),
        });
    }

    /// <summary>
    /// Mounts the disk before the start: on a recreated host Longhorn starts with k3s and must find its replicas. The size is part of the
    /// text, so that a larger volume grows its file system.
    /// </summary>
    private Output<string> Mount(HostDisk disk) => disk.Device.Apply(device => Compose("disk", new()
    {
        ["DEVICE"] = device,
        ["MOUNT_PATH"] = disk.MountPath,
        ["SIZE_BYTES"] = disk.Size.Value.ToString("0", CultureInfo.InvariantCulture),
    }));

    private Output<string> Configure() => _args.Host.Address.Apply(address => Compose("configure", new()
    {
        ["CONFIG_YAML"] = K3sConfig.Render(_cluster, _node, _domain, address),
        ["KUBELET_YAML"] = K3sConfig.RenderKubelet(_cluster.K3s),
        ["AUDIT_POLICY_YAML"] = _node.Role == NodeRole.Server && _cluster.K3s.AuditLog.Enabled ? AuditPolicy.Yaml : "",
        ["ADMISSION_YAML"] = _node.Role == NodeRole.Server ? PodSecurityAdmission.Yaml : "",
    }));

    /// <summary>
    /// The secret files in the format of secrets.sh: a line with a name and base64 for each. An agent never gets the servers' token.
    /// </summary>
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

    /// <summary>The digest of the registries' passwords: a changed password restarts the node. A secret, like the passwords.</summary>
    private object[] RegistriesKey() => _args.Registries is { } registries ? [Output.CreateSecret(registries.Apply(NodeStep.Digest))] : [];

    /// <summary>
    /// Starts k3s. The text contains everything that the start applies, so a change of configuration, version, token or certificate
    /// runs the command again, one node after another.
    /// </summary>
    private Output<string> Start(IReadOnlyList<Remote.Command> forgotten)
    {
        var authority = Output.All(forgotten.Select(command => command.Stdout)).Apply(outputs => ClusterAuthority.In(outputs));
        return Output.Tuple(_args.Host.HostId, _args.FounderId, Configure(), authority).Apply(known => Compose("start", new()
        {
            ["ROLE"] = _node.Role == NodeRole.Server ? "server" : "agent",
            ["K3S_VERSION"] = _cluster.K3s.Version,
            ["PRIVATE_IP"] = _node.PrivateIp.ToString(),
            ["SERVER_ADDRESSES"] = string.Join(' ', _cluster.ServerAddresses()),
            ["HOST_ID"] = known.Item1,
            ["FOUNDER_ID"] = known.Item2,
            ["TOKEN_GENERATION"] = _cluster.K3s.TokenGeneration.ToString(CultureInfo.InvariantCulture),
            ["CERTIFICATE_GENERATION"] = _cluster.K3s.CertificateGeneration.ToString(CultureInfo.InvariantCulture),
            ["CONFIGURATION_DIGEST"] = NodeStep.Digest(known.Item3),
            ["AUTHORITY"] = known.Item4,
            ["AIRGAP"] = AirGap,
            ["GRACE_SECONDS"] = _cluster.K3s.NodeGracePeriod.Seconds.ToString(CultureInfo.InvariantCulture),
        }));
    }
}
