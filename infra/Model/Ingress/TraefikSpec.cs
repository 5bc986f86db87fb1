namespace Infra.Model;

/// <summary>Settings of the Traefik that k3s brings, applied by a HelmChartConfig.</summary>
[Different(nameof(HttpPort), nameof(HttpsPort), nameof(MetricsPort))]
public sealed record TraefikSpec
{
    /// <summary>How it runs. Defaults to <see cref="TraefikKind.DaemonSet"/> (source: 003).</summary>
    public TraefikKind Kind { get; init; }

    /// <summary>Listens on the nodes' own addresses. Defaults to true (source: 003).</summary>
    public bool HostNetwork { get; init; } = true;

    /// <summary>Port of plain HTTP. Defaults to 80.</summary>
    [Port]
    public int HttpPort { get; init; } = 80;

    /// <summary>Port of HTTPS. Defaults to 443.</summary>
    [Port]
    public int HttpsPort { get; init; } = 443;

    /// <summary>Port of the metrics. Defaults to 9101: 9100 is the node exporter's on the same host.</summary>
    [Port]
    public int MetricsPort { get; init; } = 9101;

    /// <summary>Sends plain HTTP to HTTPS. Defaults to true.</summary>
    public bool RedirectToHttps { get; init; } = true;

    /// <summary>Log level. Defaults to <see cref="LogLevel.Info"/>.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    /// <summary>Writes one line a request. Defaults to true.</summary>
    public bool AccessLog { get; init; } = true;

    /// <summary>Serves Traefik's dashboard on the nodes' loopback address, port 8080, for <c>kubectl port-forward</c>. Defaults to false.</summary>
    public bool Dashboard { get; init; }

    /// <summary>
    /// Load balancers that announce a visitor's address by the PROXY protocol, as address ranges. Defaults to none. Both
    /// sides must agree: a balancer that sends it and is not named here, or the reverse, breaks every request through it.
    /// </summary>
    [NotEveryone]
    public IReadOnlyList<Cidr> ProxyProtocolFrom { get; init; } = [];

    /// <summary>
    /// Proxies whose forwarded headers are believed: the CDN's or load balancer's ranges. Defaults to none; Cloudflare's
    /// need not be listed with <see cref="TlsMode.Cloudflare"/>.
    /// </summary>
    [NotEveryone]
    public IReadOnlyList<Cidr> TrustedProxies { get; init; } = [];

    /// <summary>Taints tolerated, by key, beyond the control plane's, which is always tolerated: every node named in DNS must answer.</summary>
    [LabelKey]
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
