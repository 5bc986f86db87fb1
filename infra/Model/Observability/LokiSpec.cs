namespace Infra.Model;

/// <summary>Loki as a single process with a volume.</summary>
[NotBuiltYet(ConnectionsAllowed = true)]
public sealed record LokiSpec
{
    /// <summary>Platform that Loki runs on. Defaults to <see cref="Placement.K3s"/>.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>Size of the volume. Defaults to 10Gi (source: 004).</summary>
    [VolumeSize]
    public Quantity Size { get; init; } = Quantity.Parse("10Gi");

    /// <summary>Storage class. Defaults to <c>local-path</c>.</summary>
    [RefersTo("storage class", "storage.classes", Also = StorageClassSpec.LocalPath)]
    public string Class { get; init; } = "local-path";

    /// <summary>Retention of log lines. Defaults to 7 days.</summary>
    [Positive]
    public Duration KeepFor { get; init; } = Duration.Parse("7d");
}
