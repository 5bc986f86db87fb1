namespace Infra.Model;

/// <summary>Settings of the Traefik bundled with k3s, applied by a HelmChartConfig.</summary>
[Different(nameof(HttpPort), nameof(HttpsPort), nameof(MetricsPort))]
public sealed record TraefikSpec
{
    /// <summary>Kind of the workload. Defaults to <see cref="TraefikKind.DaemonSet"/> (source: 003).</summary>
    public TraefikKind Kind { get; init; }

    /// <summary>
    /// Whether Traefik is in the nodes' network. Defaults to true (source: 003). Otherwise its pods have addresses of their own, and each
    /// node forwards the two ports to its pod (host ports); a visitor's address arrives either way.
    /// </summary>
    public bool HostNetwork { get; init; } = true;

    /// <summary>Port for plain HTTP. Defaults to 80.</summary>
    [Port]
    public int HttpPort { get; init; } = 80;

    /// <summary>Port for HTTPS. Defaults to 443.</summary>
    [Port]
    public int HttpsPort { get; init; } = 443;

    /// <summary>Port for metrics. Defaults to 9101, because the node exporter uses 9100 on the same host.</summary>
    [Port]
    public int MetricsPort { get; init; } = 9101;

    /// <summary>Whether plain HTTP is redirected to HTTPS. Defaults to true.</summary>
    public bool RedirectToHttps { get; init; } = true;

    /// <summary>
    /// Time limits of plain HTTP. Null (default) for those of <see cref="HttpsTimeouts"/>; where plain HTTP only redirects to HTTPS, a
    /// request must then arrive within 1 m.
    /// </summary>
    public EntryPointTimeoutsSpec? HttpTimeouts { get; init; }

    /// <summary>Time limits of HTTPS.</summary>
    public EntryPointTimeoutsSpec HttpsTimeouts { get; init; } = new();

    /// <summary>Log level. Defaults to <see cref="LogLevel.Info"/>.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    /// <summary>Whether Traefik writes an access log, with one line for each request. Defaults to true.</summary>
    public bool AccessLog { get; init; } = true;

    /// <summary>
    /// Whether Traefik's dashboard is served on the nodes' loopback address, port 8080, for <c>kubectl port-forward</c>. Defaults to false.
    /// </summary>
    public bool Dashboard { get; init; }

    /// <summary>
    /// Address ranges of load balancers that send a visitor's address by the PROXY protocol. Defaults to none. Must match the balancers'
    /// settings: if only one side uses the protocol, every request through the balancer fails.
    /// </summary>
    [NotEveryone]
    public IReadOnlyList<Cidr> ProxyProtocolFrom { get; init; } = [];

    /// <summary>
    /// Address ranges of proxies (CDN or load balancer) whose forwarded headers are trusted. Defaults to none; Cloudflare's need not be
    /// listed with <see cref="TlsMode.Cloudflare"/>.
    /// </summary>
    [NotEveryone]
    public IReadOnlyList<Cidr> TrustedProxies { get; init; } = [];

    /// <summary>
    /// Keys of additional taints to tolerate; the control plane's taint is always tolerated, because every node that DNS points to must
    /// answer.
    /// </summary>
    [LabelKey]
    public IReadOnlyList<string> Tolerations { get; init; } = [];

    /// <summary>Requests and limits of a pod.</summary>
    public ResourcesSpec Resources { get; init; } = new()
    {
        RequestCpu = Quantity.Parse("100m"),
        RequestMemory = Quantity.Parse("128Mi"),
        LimitCpu = Quantity.Parse("1"),
        LimitMemory = Quantity.Parse("256Mi"),
    };
}
