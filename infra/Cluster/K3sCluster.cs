using System.Globalization;
using Infra.Hosts;
using Infra.Model;
using Pulumi;
using K8s = Pulumi.Kubernetes;
using Remote = Pulumi.Command.Remote;

namespace Infra.Cluster;

/// <summary>
/// A k3s cluster on given hosts. Servers start one after another, each when the server before it is a ready node and a voting member of
/// etcd; agents start together after the servers, and are upgraded one after another.
/// </summary>
public sealed class K3sCluster : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:K3sCluster";

    /// <summary>The one of Traefik's definitions whose presence is awaited: all come in one chart.</summary>
    private const string IngressKind = "ingressroutes.traefik.io";

    private readonly string _name;
    private readonly K3sClusterArgs _args;
    private readonly StackContext _context;
    private readonly ClusterSpec _cluster;

    /// <summary>The administrator's kubeconfig. A secret.</summary>
    [Output("kubeconfig")]
    public Output<string> Kubeconfig { get; }

    /// <summary>The version of k3s that every node runs once all have started.</summary>
    [Output("k3sVersion")]
    public Output<string> K3sVersion { get; }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<ClusterNode> Nodes { get; }

    /// <summary>The provider for everything in the cluster.</summary>
    public K8s.Provider Provider { get; }

    /// <summary>Installs the cluster.</summary>
    public K3sCluster(string name, K3sClusterArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context, _cluster) = (name, args, context, context.System.Cluster);
        var servers = args.Hosts.Where(host => host.Node.Role == NodeRole.Server).ToArray();
        var agents = args.Hosts.Where(host => host.Node.Role == NodeRole.Agent).ToArray();
        var serverToken = CreateToken("server-token");
        var agentToken = CreateToken("agent-token");
        var founder = CreateFounder(servers[0]);
        var answering = new AnsweringServers(servers, args.Probe, args.IsUp);
        var started = new List<Remote.Command>();
        var nodes = new List<ClusterNode>(args.Hosts.Count);
        var rotated = RotateToken(servers[0], serverToken);
        foreach (var server in servers)
        {
            started.Add(CreateNode(server, startAfter: started.Count > 0 ? started.TakeLast(1) : rotated));
        }

        Kubeconfig = ReadKubeconfig(servers[0], EndpointOf(answering), started);
        Provider = ClusterProviders.Create($"{name}-kubernetes", Kubeconfig, _cluster.Name, this);
        var rights = agents.Length > 0
            ? new AgentRights($"{name}-agent-rights", context.With(Provider), new() { Parent = this, Providers = { Provider } })
            : null;
        foreach (var agent in agents)
        {
            _ = CreateNode(agent, startAfter: [.. started, rights!.Granted]);
        }

        Nodes = nodes;
        K3sVersion = Output.All(nodes.Select(node => node.Started.Stdout)).Apply(_ => _cluster.K3s.Version);
        RegisterOutputs();

        Remote.Command CreateNode(NodeHost host, IEnumerable<Resource> startAfter)
        {
            var up = new K3sNode(
                host.Node.Name,
                new()
                {
                    Host = host,
                    ServerToken = serverToken,
                    AgentToken = agentToken,
                    Requests = args.Requests,
                    Registries = RegistriesFile.Render(context),
                    FounderId = founder,
                    Peers = [.. servers.Where(peer => peer != host)],
                    Peer = servers.Any(peer => peer != host) ? answering.ForHost(host) : null,
                    StartAfter = [.. startAfter],
                },
                context,
                new() { Parent = this }).Started;
            nodes.Add(new(host, up));
            return up;
        }
    }

    /// <summary>
    /// The token of the current generation. Former tokens stay beside it, each under its own name, for the snapshots of their time; no
    /// protected resource is ever deleted.
    /// </summary>
    private Output<string> CreateToken(string noun)
    {
        Output<string> result = null!;
        for (var generation = 1; generation <= _cluster.K3s.TokenGeneration; generation++)
        {
            var token = new Pulumi.Random.RandomPassword(
                generation == 1 ? $"{_name}-{noun}" : string.Create(CultureInfo.InvariantCulture, $"{_name}-{noun}-{generation}"),
                new() { Length = 48, Special = false },
                new() { Parent = this, Protect = _context.Protect });
            result = token.Result;
        }

        return Output.CreateSecret(result);
    }

    private Output<string> EndpointOf(AnsweringServers answering) => _cluster.K3s.ApiEndpoint is { } described
        ? Output.Create(described)
        : answering.First().Apply(server => server.Address);

    /// <summary>
    /// Rotates the token of the running cluster, once, on one server, before the first restart: the data in etcd is encrypted with it.
    /// Empty if the first generation is the current one.
    /// </summary>
    private Remote.Command[] RotateToken(NodeHost server, Output<string> token) => _cluster.K3s.TokenGeneration == 1 ? [] :
    [
        NodeCommand.Create(
            $"{_name}-rotate-token",
            new()
            {
                Host = Output.Create(server.Ssh),
                Step = "rotate-token",
                Script = Output.Create(NodeStep.Compose("rotate-token", server.Node.Name, new Dictionary<string, string>
                {
                    ["ROLE"] = "server",
                    ["PRIVATE_IP"] = server.Node.PrivateIp.ToString(),
                    ["SERVER_ADDRESSES"] = string.Join(' ', _cluster.ServerAddresses()),
                })),
                Secrets = token,
                After = server.Ready,
                Minutes = 15,
            },
            this),
    ];

    /// <summary>
    /// The id of the host that founded the cluster, kept in the state permanently: later values of the keeper are ignored. A recreated
    /// first server has another id, so it can only join, even when no peer answers.
    /// </summary>
    private Output<string> CreateFounder(NodeHost first)
    {
        var founder = new Pulumi.Random.RandomId(
            $"{_name}-founder",
            new() { ByteLength = 4, Keepers = { ["host"] = first.HostId } },
            new() { Parent = this, Protect = _context.Protect, IgnoreChanges = { "keepers" } });
        return founder.Keepers.Apply(keepers => keepers!["host"]);
    }

    /// <summary>
    /// Reads the kubeconfig on the first server, again only when something changes; the address in it is that of a server that answers.
    /// </summary>
    private Output<string> ReadKubeconfig(NodeHost server, Output<string> endpoint, IReadOnlyList<Remote.Command> started)
    {
        var read = NodeCommand.Create(
            $"{_name}-kubeconfig",
            new()
            {
                Host = Output.Create(server.Ssh),
                Step = "kubeconfig",
                Script = Output.Create(NodeStep.Compose("kubeconfig", server.Node.Name, new Dictionary<string, string>
                {
                    ["ROLE"] = "server",
                    ["PRIVATE_IP"] = server.Node.PrivateIp.ToString(),
                    ["SERVER_ADDRESSES"] = string.Join(' ', _cluster.ServerAddresses()),
                    ["K3S_VERSION"] = _cluster.K3s.Version,
                    ["RENEW_DAYS"] = AdminCertificate.RenewDays.ToString(CultureInfo.InvariantCulture),
                    ["RENEWAL"] = _args.KubeconfigRenewal,
                    ["CERTIFICATE_GENERATION"] = _cluster.K3s.CertificateGeneration.ToString(CultureInfo.InvariantCulture),
                    ["AWAITED_KIND"] = _cluster.K3s.Disable.Contains("traefik", StringComparer.Ordinal) ? "" : IngressKind,
                })),
                Triggers = [server.HostId],
                After = started,
                Minutes = 40,
                SecretOutput = true,
            },
            this);
        return Output.CreateSecret(
            Output.Tuple(read.Stdout, endpoint).Apply(parts => Cluster.Kubeconfig.Compose(parts.Item1, _cluster.Name, parts.Item2)));
    }
}
