namespace Infra.Model;

/// <summary>Grafana Alloy on every node, in Promtail's place (source: 004).</summary>
public sealed record AlloySpec
{
    /// <summary>Where it runs. Defaults to <see cref="Placement.K3s"/>.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>Reads the systemd journal. Defaults to true (source: 004).</summary>
    public bool Journal { get; init; } = true;

    /// <summary>Reads the pods' logs. Defaults to true.</summary>
    public bool Pods { get; init; } = true;

    /// <summary>Where lines go. Defaults to the Loki of the cluster.</summary>
    [Url]
    public string? PushUrl { get; init; }
}
