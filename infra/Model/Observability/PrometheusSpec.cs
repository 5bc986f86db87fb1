namespace Infra.Model;

/// <summary>Prometheus and Alertmanager.</summary>
public sealed record PrometheusSpec
{
    /// <summary>Port of the node exporter, unless a system chooses another; also that of the node exporters on Docker hosts.</summary>
    public const int UsualNodeExporterPort = 9100;

    /// <summary>Platform that Prometheus runs on. Defaults to <see cref="Placement.K3s"/>.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>Size of the volume. Defaults to 20Gi (chosen here; the sources give none).</summary>
    [VolumeSize]
    public Quantity Size { get; init; } = Quantity.Parse("20Gi");

    /// <summary>Storage class. Defaults to <c>local-path</c>.</summary>
    [RefersTo("storage class", "storage.classes", Also = StorageClassSpec.LocalPath)]
    public string Class { get; init; } = "local-path";

    /// <summary>Retention of samples. Defaults to 15 days.</summary>
    [Positive]
    public Duration KeepFor { get; init; } = Duration.Parse("15d");

    /// <summary>
    /// Port of the node exporter on every node. Defaults to 9100. Another one where a host of the cluster already runs a node exporter of
    /// its own: two cannot share a port.
    /// </summary>
    [Port]
    public int NodeExporterPort { get; init; } = UsualNodeExporterPort;

    /// <summary>
    /// URL at which Prometheus answers where it runs in Docker, for Grafana in the cluster, e.g. <c>http://192.0.2.14:9090</c>; null
    /// (default) for no data source there. In the cluster its address is known.
    /// </summary>
    [HttpUrl]
    public string? Url { get; init; }
}
