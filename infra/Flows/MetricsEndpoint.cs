namespace Infra.Flows;

/// <summary>Pods that serve metrics on a port.</summary>
/// <param name="Pods">The pods.</param>
/// <param name="Port">The port.</param>
public sealed record MetricsEndpoint(PodsEnd Pods, int Port)
{
    /// <summary>Name of the port of an app that serves metrics.</summary>
    public const string PortName = "metrics";
}
