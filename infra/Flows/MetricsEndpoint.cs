namespace Infra.Flows;

/// <summary>Pods that serve metrics on a port, which one of their containers declares.</summary>
/// <param name="Pods">The pods.</param>
/// <param name="Port">The port.</param>
public sealed record MetricsEndpoint(PodsEnd Pods, int Port)
{
    /// <summary>Name of the port of an app that serves metrics.</summary>
    public const string PortName = "metrics";

    /// <summary>Path of the metrics. Defaults to <c>/metrics</c>.</summary>
    public string Path { get; init; } = "/metrics";

    /// <summary>
    /// Whether the pods are in their nodes' own network. Then no policy selects them: the part names the port as one of the nodes
    /// (<c>NodeRequests.MetricsPorts</c>), which opens the nodes' firewalls and Prometheus's policy. Defaults to false.
    /// </summary>
    public bool OnNode { get; init; }
}
