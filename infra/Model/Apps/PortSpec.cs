namespace Infra.Model;

/// <summary>A port of an app.</summary>
public sealed record PortSpec : INamed
{
    /// <summary>Name of the port, at most 15 characters.</summary>
    [PortName]
    public required string Name { get; init; }

    /// <summary>Port that the container listens on.</summary>
    [Port]
    public required int Port { get; init; }

    /// <summary>Port of the service. Defaults to <see cref="Port"/>.</summary>
    [Port]
    public int? ServicePort { get; init; }

    /// <summary>Port opened on every node, 30000 to 32767; null (default) for none.</summary>
    [NodePort]
    public int? NodePort { get; init; }

    /// <summary>Path of the app's metrics, of a port named <c>metrics</c>. Defaults to <c>/metrics</c>.</summary>
    [UrlPath]
    public string MetricsPath { get; init; } = "/metrics";
}
