using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Pods whose metrics Prometheus fetches (<c>monitoring.coreos.com/v1</c>, kind <c>PodMonitor</c>).</summary>
public sealed class PodMonitor(string name, PodMonitorArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="PodMonitor"/>.</summary>
public sealed class PodMonitorArgs() : K8s.ApiExtensions.CustomResourceArgs("monitoring.coreos.com/v1", "PodMonitor")
{
    /// <summary>The pods and their ports.</summary>
    [Input("spec", required: true)]
    public Input<PodMonitorSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="PodMonitor"/>: pods in its own namespace.</summary>
public sealed class PodMonitorSpecArgs : ResourceArgs
{
    /// <summary>The pods.</summary>
    [Input("selector", required: true)]
    public Input<PodMonitorSelectorArgs> Selector { get; set; } = null!;

    [Input("podMetricsEndpoints")]
    private InputList<PodMonitorEndpointArgs>? _podMetricsEndpoints;

    /// <summary>The ports.</summary>
    public InputList<PodMonitorEndpointArgs> PodMetricsEndpoints
    {
        get => _podMetricsEndpoints ??= [];
        set => _podMetricsEndpoints = value;
    }

    [Input("podTargetLabels")]
    private InputList<string>? _podTargetLabels;

    /// <summary>Labels of the pods that their series get.</summary>
    public InputList<string> PodTargetLabels
    {
        get => _podTargetLabels ??= [];
        set => _podTargetLabels = value;
    }
}

/// <summary>The selector of a <see cref="PodMonitor"/>.</summary>
public sealed class PodMonitorSelectorArgs : ResourceArgs
{
    [Input("matchLabels")]
    private InputMap<string>? _matchLabels;

    /// <summary>Labels with these values; none for all pods of the namespace.</summary>
    public InputMap<string> MatchLabels
    {
        get => _matchLabels ??= [];
        set => _matchLabels = value;
    }
}

/// <summary>A port of a <see cref="PodMonitor"/>.</summary>
public sealed class PodMonitorEndpointArgs : ResourceArgs
{
    /// <summary>Number of the port, which a container declares.</summary>
    [Input("portNumber")]
    public Input<int>? PortNumber { get; set; }

    /// <summary>Path of the metrics.</summary>
    [Input("path")]
    public Input<string>? Path { get; set; }

    [Input("relabelings")]
    private InputList<PodMonitorRelabelingArgs>? _relabelings;

    /// <summary>Changes of the labels of targets.</summary>
    public InputList<PodMonitorRelabelingArgs> Relabelings
    {
        get => _relabelings ??= [];
        set => _relabelings = value;
    }
}

/// <summary>A change of labels.</summary>
public sealed class PodMonitorRelabelingArgs : ResourceArgs
{
    /// <summary>The action, e.g. <c>replace</c> or <c>drop</c>.</summary>
    [Input("action")]
    public Input<string>? Action { get; set; }

    [Input("sourceLabels")]
    private InputList<string>? _sourceLabels;

    /// <summary>The labels that are read.</summary>
    public InputList<string> SourceLabels
    {
        get => _sourceLabels ??= [];
        set => _sourceLabels = value;
    }

    /// <summary>The regular expression that their values must match.</summary>
    [Input("regex")]
    public Input<string>? Regex { get; set; }

    /// <summary>The label that is written.</summary>
    [Input("targetLabel")]
    public Input<string>? TargetLabel { get; set; }

    /// <summary>The value that is written.</summary>
    [Input("replacement")]
    public Input<string>? Replacement { get; set; }
}
