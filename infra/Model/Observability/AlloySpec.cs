namespace Infra.Model;

/// <summary>Grafana Alloy on every node, in place of Promtail (source: 004).</summary>
public sealed record AlloySpec
{
    /// <summary>Platform that Alloy runs on. Defaults to <see cref="Placement.K3s"/>.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>Whether Alloy reads the systemd journal. Defaults to true (source: 004).</summary>
    public bool Journal { get; init; } = true;

    /// <summary>Whether Alloy reads the pods' logs. Defaults to true.</summary>
    public bool Pods { get; init; } = true;

    /// <summary>URL that log lines are pushed to. Defaults to the cluster's Loki.</summary>
    [HttpUrl]
    public string? PushUrl { get; init; }

    /// <summary>
    /// Promtail on the nodes, from which Alloy takes over the position in the journal at its first start; null (default) for none: then the
    /// lines of the last day are read at the first start.
    /// </summary>
    public PromtailSpec? Promtail { get; init; }
}
