namespace Infra.Model;

/// <summary>
/// A sign-in in front of hosts: Traefik asks an app about every request, e.g. oauth2-proxy, which sends people to Logto
/// (docs/runbooks/sign-in.md).
/// </summary>
public sealed record AuthenticationSpec : INamed
{
    /// <summary>Name by which hosts choose it.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>
    /// Name of the app that is asked. A request passes when it answers with a status from 200 to 299; otherwise the visitor gets its
    /// answer.
    /// </summary>
    [RefersTo("app", "apps")]
    public required string App { get; init; }

    /// <summary>Name of the app's port. Defaults to its first port.</summary>
    [PortName]
    public string? Port { get; init; }

    /// <summary>Path that is asked. Defaults to <c>/</c>: oauth2-proxy then sends whoever is not signed in to the sign-in.</summary>
    [PathPrefix]
    public string Path { get; init; } = "/";

    /// <summary>
    /// Path of the app's own pages, which it answers on every host that it protects. Defaults to <c>/oauth2</c>, that of oauth2-proxy.
    /// </summary>
    [PathPrefix]
    public string Pages { get; init; } = "/oauth2";

    /// <summary>
    /// Headers in which the app tells a host who signed in. A visitor's own headers of these names are removed. Defaults to those of
    /// oauth2-proxy with <c>set_xauthrequest</c>.
    /// </summary>
    [HeaderName]
    public IReadOnlyList<string> Headers { get; init; } =
        ["X-Auth-Request-User", "X-Auth-Request-Email", "X-Auth-Request-Groups", "X-Auth-Request-Preferred-Username"];
}
