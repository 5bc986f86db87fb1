namespace Infra.Model;

/// <summary>Loki as a single process with a volume.</summary>
public sealed record LokiSpec
{
    /// <summary>Platform that Loki runs on. Defaults to <see cref="Placement.K3s"/>.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>
    /// Size of the volume. Defaults to 10Gi (source: 004). A change needs the steps of the runbook on full storage first: Kubernetes
    /// refuses it for the volume of a StatefulSet.
    /// </summary>
    [VolumeSize]
    public Quantity Size { get; init; } = Quantity.Parse("10Gi");

    /// <summary>Storage class. Defaults to <c>local-path</c>. Kubernetes refuses a change while the volume is there.</summary>
    [RefersTo("storage class", "storage.classes", Also = StorageClassSpec.LocalPath)]
    public string Class { get; init; } = "local-path";

    /// <summary>Retention of log lines, in whole days, as long as Loki's index has a table for each day. Defaults to 7 days.</summary>
    [WholeDays]
    public Duration KeepFor { get; init; } = Duration.Parse("7d");

    /// <summary>
    /// Periods of the schema, oldest first. Defaults to one period from 2024-04-01 with the prefix <c>loki_index_</c> (the chart's
    /// example). A Loki that takes over the data of another needs the other's periods, and a period that is removed hides its data.
    /// </summary>
    [NotEmpty]
    public IReadOnlyList<LokiPeriodSpec> Schema { get; init; } = [new() { From = "2024-04-01", Prefix = "loki_index_" }];

    /// <summary>
    /// Label before the domain under which the Docker hosts of <c>observability.composeHosts</c>, and nobody else, push log lines to the
    /// Loki in the cluster; null (default) for no way in from outside.
    /// </summary>
    [HostLabel]
    public string? PushHost { get; init; }

    /// <summary>
    /// URL at which Loki answers where it runs in Docker, for Grafana in the cluster, e.g. <c>http://192.0.2.14:3100</c>; null (default)
    /// for no data source there. In the cluster its address is known.
    /// </summary>
    [HttpUrl]
    public string? Url { get; init; }
}
