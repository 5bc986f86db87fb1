using Infra.Charts;
using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using Release = Pulumi.Kubernetes.Helm.V3.Release;

namespace Infra.Platform;

/// <summary>
/// Prometheus with its operator, Alertmanager, kube-state-metrics and the node exporter, and what it fetches from Docker hosts. Monitors
/// and alerts are found in every namespace; those of the other parts are made by <see cref="Monitors"/>.
/// </summary>
public sealed class Prometheus : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Prometheus";

    /// <summary>The release's name, after which the chart names its objects.</summary>
    public const string ReleaseName = "prometheus";

    /// <summary>The release, for monitors and alerts to depend on: it brings their kinds.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    private readonly string _name;
    private readonly PrometheusArgs _args;
    private readonly StackContext _context;
    private readonly string _namespace;

    /// <summary>Installs Prometheus.</summary>
    public Prometheus(string name, PrometheusArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        var observability = context.System.Observability;
        _namespace = observability.Namespace;
        var first = new List<Resource>
        {
            CreateSecret("alertmanager", AlertmanagerConfiguration.SecretName, new()
            {
                [AlertmanagerConfiguration.Key] = AlertmanagerConfiguration.Of(observability),
            }),
        };
        if (AlertmanagerConfiguration.Files(observability.Alerting) is { Count: > 0 } files)
        {
            var content = new InputMap<string>();
            foreach (var (file, secret) in files)
            {
                content.Add(file, context.Secret(secret));
            }

            first.Add(CreateSecret("receivers", AlertmanagerConfiguration.FilesSecretName, content));
        }

        var release = ChartRelease.Create(
            $"{name}-stack",
            ReleaseName,
            PrometheusVersions.Chart,
            _namespace,
            PrometheusValues.For(context.System),
            new() { Parent = this, DependsOn = [args.Namespace, .. first, .. args.After], Protect = context.Protect });
        Watch(release);
        if (context.System.Cluster.K3s.EtcdExposeMetrics)
        {
            WatchEtcd(release);
        }

        Ready = [release];
        RegisterOutputs();
    }

    private CoreV1.Secret CreateSecret(string noun, string secret, InputMap<string> content) => new(
        $"{_name}-{noun}",
        new SecretArgs { Metadata = _context.Metadata(_namespace, secret), Type = "Opaque", StringData = content },
        StackContext.Inside(this, _args.Namespace));

    private void Watch(Release release)
    {
        foreach (var host in DockerMetrics.HostsOf(_context.System))
        {
            foreach (var source in DockerMetrics.All)
            {
                Watch(release, host, source);
            }
        }
    }

    private void Watch(Release release, ComposeHostSpec host, DockerMetrics source)
    {
        var spec = new ScrapeConfigSpecArgs
        {
            JobName = source.Job,
            StaticConfigs =
            {
                new ScrapeConfigStaticArgs
                {
                    Targets = { source.On(host) },
                    Labels =
                    {
                        ["instance"] = host.Name,
                        [DockerMetrics.HostLabel] = host.Name,
                        ["runtime"] = "docker",
                    },
                },
            },
            // The operator names the job after the object, unless a rule names it.
            Relabelings = { new PodMonitorRelabelingArgs { TargetLabel = "job", Replacement = source.Job } },
        };
        if (source.Keep.Count > 0)
        {
            spec.MetricRelabelings.Add(Keep(source.Keep));
        }

        _ = new ScrapeConfig(
            $"{_name}-{host.Name}-{source.Job}",
            new() { Metadata = _context.Metadata(_namespace, PhysicalName.Kubernetes(host.Name, source.Job)), Spec = spec },
            StackContext.Inside(this, _args.Namespace, release));
    }

    /// <summary>
    /// etcd on the servers, over HTTP on their private addresses. k3s labels the nodes on which its own etcd runs: a server that joins or
    /// leaves changes nothing here, and a cluster with another database has no target.
    /// </summary>
    private void WatchEtcd(Release release) => _ = new ScrapeConfig(
        $"{_name}-etcd",
        new()
        {
            Metadata = _context.Metadata(_namespace, "etcd"),
            Spec = new ScrapeConfigSpecArgs
            {
                JobName = "etcd",
                KubernetesSdConfigs = { new ScrapeConfigKubernetesArgs { Role = "Node" } },
                Relabelings =
                {
                    new PodMonitorRelabelingArgs
                    {
                        Action = "keep",
                        SourceLabels = { "__meta_kubernetes_node_label_node_role_kubernetes_io_etcd" },
                        Regex = "true",
                    },
                    new PodMonitorRelabelingArgs
                    {
                        SourceLabels = { "__meta_kubernetes_node_address_InternalIP" },
                        TargetLabel = "__address__",
                        Replacement = $"$1:{PrometheusValues.EtcdPort}",
                    },
                    Copy("__meta_kubernetes_node_name", "instance"),
                    Copy("__meta_kubernetes_node_name", Monitors.NodeLabel),
                    new PodMonitorRelabelingArgs { TargetLabel = "job", Replacement = "etcd" },
                },
                MetricRelabelings = { Keep(KeptMetrics.Etcd) },
            },
        },
        StackContext.Inside(this, _args.Namespace, release));

    private static PodMonitorRelabelingArgs Copy(string source, string target) =>
        new() { SourceLabels = { source }, TargetLabel = target };

    private static PodMonitorRelabelingArgs Keep(IReadOnlyList<string> names) =>
        new() { Action = "keep", SourceLabels = { "__name__" }, Regex = KeptMetrics.Pattern(names) };
}
