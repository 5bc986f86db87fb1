namespace Infra.Model;

/// <summary>Loki, as one process with a volume.</summary>
public sealed record LokiSpec
{
    /// <summary>Where it runs. Defaults to <see cref="Placement.K3s"/>.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>Volume size. Defaults to 10Gi (source: 004).</summary>
    [Positive]
    public Quantity Size { get; init; } = Quantity.Parse("10Gi");

    /// <summary>Storage class. Defaults to <c>local-path</c>.</summary>
    [RefersTo("storage class", "storage.classes", Also = StorageClassSpec.LocalPath)]
    public string Class { get; init; } = "local-path";

    /// <summary>How long lines are kept. Defaults to 7 days.</summary>
    [Positive]
    public Duration KeepFor { get; init; } = Duration.Parse("7d");
}
