namespace Infra.Model;

/// <summary>Settings of the Traefik that k3s brings, applied by a HelmChartConfig.</summary>
public sealed record TraefikSpec
{
    /// <summary>How it runs. Defaults to <see cref="TraefikKind.DaemonSet"/> (source: 003).</summary>
    public TraefikKind Kind { get; init; }

    /// <summary>Listens on the nodes' own addresses. Defaults to true (source: 003).</summary>
    public bool HostNetwork { get; init; } = true;

    /// <summary>Port of plain HTTP. Defaults to 80.</summary>
    public int HttpPort { get; init; } = 80;

    /// <summary>Port of HTTPS. Defaults to 443.</summary>
    public int HttpsPort { get; init; } = 443;

    /// <summary>Port of the metrics. Defaults to 9101: 9100 is the node exporter's on the same host.</summary>
    public int MetricsPort { get; init; } = 9101;

    /// <summary>Sends plain HTTP to HTTPS. Defaults to true.</summary>
    public bool RedirectToHttps { get; init; } = true;

    /// <summary>Log level. Defaults to <see cref="LogLevel.Info"/>.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    /// <summary>Writes one line a request. Defaults to true.</summary>
    public bool AccessLog { get; init; } = true;

    /// <summary>Proxies whose forwarded headers are believed: the CDN's or load balancer's ranges. Defaults to none.</summary>
    public IReadOnlyList<Cidr> TrustedProxies { get; init; } = [];

    /// <summary>Taints tolerated, by key, beyond the control plane's, which is always tolerated: every node named in DNS must answer.</summary>
    public IReadOnlyList<string> Tolerations { get; init; } = [];

    /// <summary>What a pod asks for and may use.</summary>
    public ResourcesSpec Resources { get; init; } = new()
    {
        RequestCpu = Quantity.Parse("100m"),
        RequestMemory = Quantity.Parse("128Mi"),
        LimitCpu = Quantity.Parse("1"),
        LimitMemory = Quantity.Parse("256Mi"),
    };
}
