using System.Globalization;
using Infra.Cluster;
using Infra.Crds;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Yaml;
using Infra.Naming;
using Pulumi;
using static Infra.Model.Yaml.OrderedMap;
using Remote = Pulumi.Command.Remote;

namespace Infra.Platform;

/// <summary>
/// The Traefik that k3s brings, configured to run on every node on ports 80 and 443 of the host: the client's own address arrives, and
/// no load balancer is needed. It is configured, not replaced: k3s keeps upgrading it. k3s replaces the running Helm job when the
/// configuration changes, which would interrupt Helm, so the configuration waits for the job before; afterwards Traefik is awaited with it.
/// </summary>
public sealed class Ingress : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Ingress";

    /// <summary>Name of k3s's own chart and of its release.</summary>
    public const string Chart = "traefik";

    /// <summary>Label of Traefik's workload with the digest of its values, by which the workload is known to have them.</summary>
    public const string ValuesLabel = "infra/values";

    /// <summary>Seconds in which the job must end: it pulls images, and the pods of all nodes are replaced one after another.</summary>
    private const int LimitSeconds = 1800;

    private readonly string _name;
    private readonly IngressArgs _args;
    private readonly StackContext _context;
    private readonly string _digest;

    /// <summary>Configures Traefik.</summary>
    public Ingress(string name, IngressArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        var crossNamespaces = PublishedHosts.CrossNamespaces(RoutedHosts.Of(context.System));
        var externalNames = DockerBridges.NeedExternalNames(context.System);
        var values = TraefikValues.For(context.System.Ingress, context.System.Domain, crossNamespaces, externalNames);
        _digest = Digest.Of(YamlText.Write(values));
        List<Resource> first = [Await("idle", [.. args.Nodes.Select(node => node.Started)])];
        if (crossNamespaces)
        {
            first.Add(RouteFence.Create(name, args.Restorers, context, this));
        }

        var config = new HelmChartConfig(
            $"{name}-traefik",
            new()
            {
                // The name and the namespace of k3s's own chart, which the object configures.
                Metadata = context.Metadata(ClusterPods.Namespace, Chart),
                Spec = new HelmChartConfigSpecArgs
                {
                    FailurePolicy = TraefikVersions.FailurePolicy(Version),
                    ValuesContent = YamlText.Write(TraefikValues.Labelled(values, ValuesLabel, _digest)),
                },
            },
            new() { Parent = this, DependsOn = first });
        _ = Await("ready", [config]);
        RegisterOutputs();
    }

    private K3sVersion Version => K3sVersion.TryParse(_context.System.Cluster.K3s.Version)
        ?? throw new InvalidOperationException("cluster.k3s.version is no release");

    /// <summary>A command on the first server that waits for the chart; it runs again with every change of the values or of k3s.</summary>
    /// <param name="state"><c>idle</c>: no Helm job runs; <c>ready</c>: Traefik runs with the values on every node.</param>
    /// <param name="after">The resources that the state follows.</param>
    private Remote.Command Await(string state, IReadOnlyList<Resource> after)
    {
        var server = _args.Nodes.First(node => node.Host.Node.Role == NodeRole.Server).Host;
        return NodeCommand.Create(
            $"{_name}-traefik-{state}",
            new()
            {
                Host = Output.Create(server.Ssh),
                Step = "chart",
                Script = Output.Create(NodeStep.Compose("chart", server.Node.Name, new Dictionary<string, string>
                {
                    ["CHART"] = Chart,
                    ["STATE"] = state,
                    ["WORKLOAD"] = _context.System.Ingress.Traefik.Kind == TraefikKind.DaemonSet ? "daemonset" : "deployment",
                    ["VALUES_LABEL"] = $"{ValuesLabel}={_digest}",
                    ["K3S_VERSION"] = _context.System.Cluster.K3s.Version,
                    ["LIMIT_SECONDS"] = LimitSeconds.ToString(CultureInfo.InvariantCulture),
                })),
                Triggers = [server.HostId],
                After = after,
                Minutes = (LimitSeconds / 60) + 6,
            },
            this);
    }
}
