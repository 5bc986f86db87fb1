using Infra.Crds;
using Infra.Flows;
using Infra.Monitoring;
using Infra.Naming;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// The monitors of pods that serve metrics, each beside its pods, and the alerts of the parts. A stack in another stack's cluster makes
/// those of its own namespaces.
/// </summary>
public sealed class Monitors : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Monitors";

    /// <summary>Label of every series with the node of its pod.</summary>
    public const string NodeLabel = "node";

    private readonly string _name;
    private readonly MonitorsArgs _args;
    private readonly StackContext _context;

    /// <summary>Creates the monitors and alerts.</summary>
    public Monitors(string name, MonitorsArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        foreach (var endpoint in args.Endpoints)
        {
            Watch(endpoint);
        }

        foreach (var part in args.Parts)
        {
            if (part.Alerts(context.System) is { Count: > 0 } alerts)
            {
                Alert(part.Name, alerts);
            }
        }

        RegisterOutputs();
    }

    /// <summary>Name of the monitor of an endpoint; unique in its namespace.</summary>
    public static string NameOf(MetricsEndpoint endpoint) => PhysicalName.Kubernetes(endpoint.Pods.Name, $"{endpoint.Port}");

    private void Watch(MetricsEndpoint endpoint)
    {
        var (pods, name) = (endpoint.Pods, NameOf(endpoint));
        var port = new PodMonitorEndpointArgs
        {
            PortNumber = endpoint.Port,
            Path = endpoint.Path,
            Relabelings =
            {
                new PodMonitorRelabelingArgs
                {
                    SourceLabels = { "__meta_kubernetes_pod_node_name" },
                    TargetLabel = NodeLabel,
                },
            },
        };
        var selector = new PodMonitorSelectorArgs();
        foreach (var (key, value) in pods.Labels)
        {
            selector.MatchLabels.Add(key, value);
        }

        _ = new PodMonitor(
            $"{_name}-{pods.Namespace}-{name}",
            new()
            {
                Metadata = _context.Metadata(pods.Namespace, name),
                Spec = new PodMonitorSpecArgs { Selector = selector, PodMetricsEndpoints = { port } },
            },
            In(pods.Namespace));
    }

    private void Alert(string part, IReadOnlyList<AlertRule> alerts)
    {
        var system = _context.System;
        var home = system.OwnsCluster() ? system.Observability.Namespace : system.Environment.Namespace;
        var group = new PrometheusRuleGroupArgs { Name = part };
        foreach (var alert in alerts)
        {
            group.Rules.Add(AlertTexts.Of(alert, system.Observability.Alerting.Runbooks));
        }

        _ = new PrometheusRule(
            $"{_name}-{part}-alerts",
            new()
            {
                Metadata = _context.Metadata(home, PhysicalName.Kubernetes(part, "alerts")),
                Spec = new PrometheusRuleSpecArgs { Groups = { group } },
            },
            In(home));
    }

    private CustomResourceOptions In(string @namespace)
    {
        var options = _args.Namespaces.TryGetValue(@namespace, out var created)
            ? StackContext.Inside(this, created)
            : new() { Parent = this };
        foreach (var resource in _args.After)
        {
            options.DependsOn.Add(resource);
        }

        return options;
    }
}
