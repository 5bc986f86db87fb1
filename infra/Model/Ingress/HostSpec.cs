namespace Infra.Model;

/// <summary>A published host name.</summary>
[ExactlyOneOf(nameof(App), nameof(Tool))]
[AtMostOneOf(nameof(BasicAuth), nameof(Authentication))]
public sealed record HostSpec : INamed
{
    /// <summary>Sum of the weights of a host's backends.</summary>
    public const int WholeTraffic = 100;

    private const string AnyLabel = "*";

    /// <summary>Name of the entry, and label before the domain unless <see cref="Label"/> is set.</summary>
    [HostLabel]
    public required string Name { get; init; }

    /// <summary>
    /// Label before the domain, e.g. <c>www</c>; <c>@</c> for the domain itself; <c>*</c> for every name of one label that no other host
    /// has, which needs <c>tls.challenge: dns01</c> for its certificate. Defaults to <see cref="Name"/>; set it to publish several paths of
    /// one host.
    /// </summary>
    [HostLabel]
    public string? Label { get; init; }

    /// <summary>Name of the app that serves the host; null for a tool.</summary>
    [RefersTo("app", "apps")]
    public string? App { get; init; }

    /// <summary>
    /// Tool of the platform that serves the host; null (default) for an app. Only the stack that owns the cluster publishes it, and only
    /// with <see cref="AllowFrom"/>, <see cref="Authentication"/> or <see cref="BasicAuth"/>.
    /// </summary>
    public PlatformTool? Tool { get; init; }

    /// <summary>Name of the app's port. Defaults to its first port.</summary>
    [PortName]
    public string? Port { get; init; }

    /// <summary>Path prefix. Defaults to <c>/</c>.</summary>
    [PathPrefix]
    public string Path { get; init; } = "/";

    /// <summary>Weighted backends that share the traffic; the weights sum to 100. Defaults to the app in this environment alone.</summary>
    public IReadOnlyList<BackendSpec> Backends { get; init; } = [];

    /// <summary>
    /// Whether a cookie keeps each visitor on the same backend until the browser is closed; null (default) for a cookie where several
    /// backends share the traffic, and none elsewhere. A visitor leaves a backend whose weight becomes 0.
    /// </summary>
    public bool? Sticky { get; init; }

    /// <summary>Names of the firewall's ranges that may open the host. Defaults to everyone.</summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string> AllowFrom { get; init; } = [];

    /// <summary>Rate limit of this host, in place of the ingress's.</summary>
    public RateLimitSpec? RateLimit { get; init; }

    /// <summary>Largest request body of this host, in place of the ingress's; see the setting of the ingress for its effect.</summary>
    [Positive]
    public Quantity? BodyLimit { get; init; }

    /// <summary>
    /// Name of the declared secret with the users who may open the host: lines as <c>htpasswd -nB</c> prints them. Null (default) for no
    /// password in front of the app.
    /// </summary>
    [SecretName]
    public string? BasicAuth { get; init; }

    /// <summary>
    /// Name of the sign-in in front of the host, of <c>ingress.authentication</c>. Null (default) for none. The host's own sign-in, if it
    /// has one, is behind it.
    /// </summary>
    [RefersTo("sign-in", "ingress.authentication")]
    public string? Authentication { get; init; }

    /// <summary>Name of what answers the host: of the app, or of the tool.</summary>
    public string Target() => App ?? Tool?.ToString().ToLowerInvariant() ?? "";

    /// <summary>Full host name under a domain.</summary>
    public string FullName(string domain) => (Label ?? Name) is "@" ? domain : $"{Label ?? Name}.{domain}";

    /// <summary>Whether the host is every name of one label that no other host has.</summary>
    public bool IsWildcard() => (Label ?? Name).StartsWith(AnyLabel, StringComparison.Ordinal);

    /// <summary>
    /// Name of the entry as a part of object names: <c>apex</c> for <c>@</c>, <c>wildcard</c> for <c>*</c>, dashes for dots.
    /// </summary>
    public string ObjectName() => ObjectNameOf(Name);

    /// <summary>Label as a part of object names; shared by all entries of one full host name.</summary>
    public string LabelObjectName() => ObjectNameOf(Label ?? Name);

    /// <summary>Whether a cookie keeps each visitor on the same backend.</summary>
    public bool IsSticky() => Sticky ?? Backends.Count(static backend => backend.Weight > 0) > 1;

    /// <summary>Environments that get a part of the traffic, each once, in order.</summary>
    public IReadOnlyList<string> SharingEnvironments()
    {
        var environments = new List<string>();
        foreach (var backend in Backends)
        {
            if (backend is { Weight: > 0, Environment: { } environment } && !environments.Contains(environment))
            {
                environments.Add(environment);
            }
        }

        return environments;
    }

    /// <summary>Whether no weight of the backends is negative and all together are the whole traffic.</summary>
    public bool SharesWholeTraffic()
    {
        var sum = 0L;
        foreach (var backend in Backends)
        {
            if (backend.Weight < 0)
            {
                return false;
            }

            sum += backend.Weight;
        }

        return sum == WholeTraffic;
    }

    private static string ObjectNameOf(string name) => name == "@" ? "apex" : name.Replace(AnyLabel, "wildcard").Replace('.', '-');
}
