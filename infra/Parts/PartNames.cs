namespace Infra.Parts;

/// <summary>Names of the parts that other parts are made after.</summary>
public static class PartNames
{
    /// <summary>Storage: its volumes can be claimed, and their snapshots taken.</summary>
    public const string Storage = "storage";

    /// <summary>Flagger: its definitions are known, and canaries are released.</summary>
    public const string Flagger = "flagger";

    /// <summary>cert-manager: its issuers answer.</summary>
    public const string CertManager = "cert-manager";

    /// <summary>The namespace of the pods that read the nodes' file systems.</summary>
    public const string HostMonitoring = "host-monitoring";

    /// <summary>Prometheus: the kinds of monitors and alerts are known.</summary>
    public const string Prometheus = "prometheus";

    /// <summary>Grafana: it answers.</summary>
    public const string Grafana = "grafana";

    /// <summary>Loki: it accepts log lines.</summary>
    public const string Loki = "loki";

    /// <summary>The priority classes of apps.</summary>
    public const string Priorities = "priorities";
}
