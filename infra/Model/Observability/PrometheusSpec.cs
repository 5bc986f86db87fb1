namespace Infra.Model;

/// <summary>Prometheus and Alertmanager.</summary>
[NotBuiltYet(ConnectionsAllowed = true)]
public sealed record PrometheusSpec
{
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
}
