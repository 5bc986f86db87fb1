using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// Addresses outside the cluster whose metrics Prometheus fetches (<c>monitoring.coreos.com/v1alpha1</c>, kind <c>ScrapeConfig</c>).
/// </summary>
public sealed class ScrapeConfig(string name, ScrapeConfigArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="ScrapeConfig"/>.</summary>
public sealed class ScrapeConfigArgs() : K8s.ApiExtensions.CustomResourceArgs("monitoring.coreos.com/v1alpha1", "ScrapeConfig")
{
    /// <summary>The addresses.</summary>
    [Input("spec", required: true)]
    public Input<ScrapeConfigSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="ScrapeConfig"/>.</summary>
public sealed class ScrapeConfigSpecArgs : ResourceArgs
{
    /// <summary>Label <c>job</c> of the series.</summary>
    [Input("jobName")]
    public Input<string>? JobName { get; set; }

    [Input("staticConfigs")]
    private InputList<ScrapeConfigStaticArgs>? _staticConfigs;

    /// <summary>The addresses.</summary>
    public InputList<ScrapeConfigStaticArgs> StaticConfigs
    {
        get => _staticConfigs ??= [];
        set => _staticConfigs = value;
    }

    [Input("kubernetesSDConfigs")]
    private InputList<ScrapeConfigKubernetesArgs>? _kubernetesSdConfigs;

    /// <summary>Objects of Kubernetes whose addresses are watched.</summary>
    public InputList<ScrapeConfigKubernetesArgs> KubernetesSdConfigs
    {
        get => _kubernetesSdConfigs ??= [];
        set => _kubernetesSdConfigs = value;
    }

    [Input("relabelings")]
    private InputList<PodMonitorRelabelingArgs>? _relabelings;

    /// <summary>Changes of the labels of the addresses.</summary>
    public InputList<PodMonitorRelabelingArgs> Relabelings
    {
        get => _relabelings ??= [];
        set => _relabelings = value;
    }

    [Input("metricRelabelings")]
    private InputList<PodMonitorRelabelingArgs>? _metricRelabelings;

    /// <summary>Changes of the series, and the choice of those that are kept.</summary>
    public InputList<PodMonitorRelabelingArgs> MetricRelabelings
    {
        get => _metricRelabelings ??= [];
        set => _metricRelabelings = value;
    }
}

/// <summary>Addresses of a <see cref="ScrapeConfig"/> with common labels.</summary>
public sealed class ScrapeConfigStaticArgs : ResourceArgs
{
    [Input("targets", required: true)]
    private InputList<string>? _targets;

    /// <summary>The addresses, each <c>host:port</c>.</summary>
    public InputList<string> Targets
    {
        get => _targets ??= [];
        set => _targets = value;
    }

    [Input("labels")]
    private InputMap<string>? _labels;

    /// <summary>Labels of their series.</summary>
    public InputMap<string> Labels
    {
        get => _labels ??= [];
        set => _labels = value;
    }
}

/// <summary>Objects of Kubernetes in a <see cref="ScrapeConfig"/>.</summary>
public sealed class ScrapeConfigKubernetesArgs : ResourceArgs
{
    /// <summary>Kind of the objects, such as <c>Node</c>.</summary>
    [Input("role", required: true)]
    public Input<string> Role { get; set; } = null!;
}
