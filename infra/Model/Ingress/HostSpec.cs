namespace Infra.Model;

/// <summary>A published host name.</summary>
public sealed record HostSpec : INamed
{
    /// <summary>The entry's name, and the label before the domain unless <see cref="Label"/> says otherwise.</summary>
    [HostLabel]
    public required string Name { get; init; }

    /// <summary>The label before the domain, e.g. <c>www</c>; <c>@</c> for the domain itself. Defaults to <see cref="Name"/>; set it to publish several paths of one host.</summary>
    [HostLabel]
    public string? Label { get; init; }

    /// <summary>The app behind it.</summary>
    [RefersTo("app", "apps")]
    public required string App { get; init; }

    /// <summary>The app's port by name. Defaults to its first.</summary>
    [PortName]
    public string? Port { get; init; }

    /// <summary>Path prefix. Defaults to <c>/</c>.</summary>
    [UrlPath]
    public string Path { get; init; } = "/";

    /// <summary>Who answers in which share; the weights sum to 100. Defaults to the own environment alone.</summary>
    public IReadOnlyList<BackendSpec> Backends { get; init; } = [];

    /// <summary>Keeps a visitor on the backend first met, by a cookie. Defaults to false.</summary>
    public bool Sticky { get; init; }

    /// <summary>Names of the firewall's ranges that may see it. Defaults to everyone.</summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string> AllowFrom { get; init; } = [];

    /// <summary>A limit of its own instead of the ingress's.</summary>
    public RateLimitSpec? RateLimit { get; init; }

    /// <summary>A largest request body of its own instead of the ingress's; see there.</summary>
    [Positive]
    public Quantity? BodyLimit { get; init; }

    /// <summary>
    /// Name of the declared secret with who may see it: lines as <c>htpasswd -nB</c> prints them. Null (default) for no
    /// password in front of the app.
    /// </summary>
    [SecretName]
    public string? BasicAuth { get; init; }

    /// <summary>The full host name under a domain.</summary>
    public string FullName(string domain) => (Label ?? Name) is "@" ? domain : $"{Label ?? Name}.{domain}";

    /// <summary>The entry as a part of object names: <c>apex</c> for <c>@</c>, dashes for dots.</summary>
    public string ObjectName() => ObjectNameOf(Name);

    /// <summary>The label as a part of object names; all entries of one full name share it.</summary>
    public string LabelObjectName() => ObjectNameOf(Label ?? Name);

    private static string ObjectNameOf(string name) => name == "@" ? "apex" : name.Replace('.', '-');
}
