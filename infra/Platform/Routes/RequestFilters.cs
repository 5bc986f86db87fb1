using Infra.Crds;
using Infra.Model;

namespace Infra.Platform;

/// <summary>
/// The Traefik middlewares of a host's requests. Those that are equal for all hosts are created once in every namespace with routes,
/// because Traefik accepts a middleware from the route's own namespace only.
/// </summary>
public static class RequestFilters
{
    /// <summary>Seconds for which a browser requires HTTPS: one year.</summary>
    private const int Year = 31_536_000;

    /// <summary>Prefix of the IPv6 addresses of one household or server; a limit on single addresses would limit no client.</summary>
    private const int Ipv6Household = 64;

    // Responses that must arrive unbuffered.
    private static readonly string[] Streams = ["text/event-stream"];

    /// <summary>A host's filters, outermost first.</summary>
    /// <param name="ingress">The settings of all hosts.</param>
    /// <param name="host">The host.</param>
    /// <param name="firewall">The named ranges.</param>
    /// <param name="signIn">The URL that is asked about requests; null for a host without a sign-in in front.</param>
    public static IReadOnlyList<RequestFilter> Of(
        IngressSpec ingress, HostSpec host, FirewallSpec firewall, string? signIn = null)
    {
        var filters = new List<RequestFilter>();
        if (ingress.SecurityHeaders)
        {
            filters.Add(new("security-headers", Shared: true, new() { Headers = SecurityHeaders(ingress.Tls) }));
        }

        if (host.AllowFrom.Count > 0)
        {
            var ranges = AllowList(ingress, [.. firewall.Resolve(host.AllowFrom)]);
            filters.Add(new($"{host.ObjectName()}-allow-list", Shared: false, new() { IpAllowList = ranges }));
        }

        if ((host.RateLimit ?? ingress.RateLimit) is { } limit)
        {
            filters.Add(Own("rate-limit", host.RateLimit is not null, new() { RateLimit = RateLimit(ingress, limit) }));
        }

        if (host.BasicAuth is not null)
        {
            var password = new MiddlewareBasicAuthArgs { Secret = $"{host.ObjectName()}-basic-auth", RemoveHeader = true };
            filters.Add(Own("basic-auth", true, new() { BasicAuth = password }));
        }

        if (signIn is not null && SignIns.Of(ingress, host) is { } authentication)
        {
            var question = ForwardAuth(signIn, authentication);
            filters.Add(new($"sign-in-{authentication.Name}", Shared: true, new() { ForwardAuth = question }));
        }

        if ((host.BodyLimit ?? ingress.BodyLimit) is { } size)
        {
            var buffering = new MiddlewareBufferingArgs { MaxRequestBodyBytes = (double)decimal.Truncate(size.Value) };
            filters.Add(Own("body-limit", host.BodyLimit is not null, new() { Buffering = buffering }));
        }

        if (ingress.Compression)
        {
            var compress = new MiddlewareCompressArgs { ExcludedContentTypes = Streams };
            filters.Add(new("compression", Shared: true, new() { Compress = compress }));
        }

        return filters;

        RequestFilter Own(string noun, bool own, MiddlewareSpecArgs spec) =>
            own ? new($"{host.ObjectName()}-{noun}", Shared: false, spec) : new(noun, Shared: true, spec);
    }

    private static MiddlewareHeadersArgs SecurityHeaders(TlsSpec tls)
    {
        var headers = new MiddlewareHeadersArgs
        {
            ContentTypeNosniff = true,
            CustomFrameOptionsValue = "SAMEORIGIN",
            ReferrerPolicy = "strict-origin-when-cross-origin",
            CustomResponseHeaders = new() { ["Server"] = "", ["X-Powered-By"] = "" },
        };
        // Plain HTTP must stay possible without a certificate that browsers trust.
        if (tls.Mode != TlsMode.None && !tls.Staging)
        {
            headers.StsSeconds = Year;
        }

        if (tls.Mode == TlsMode.Cloudflare)
        {
            headers.SslProxyHeaders = new() { ["X-Forwarded-Proto"] = "https" };
        }

        return headers;
    }

    /// <summary>The filter that lets only some addresses in.</summary>
    /// <param name="ingress">The ingress, for a proxy in front of it.</param>
    /// <param name="ranges">The addresses.</param>
    internal static MiddlewareAllowListArgs AllowList(IngressSpec ingress, IReadOnlyList<Cidr> ranges)
    {
        var list = new MiddlewareAllowListArgs { SourceRange = ranges.Select(range => range.ToString()).ToArray() };
        if (IsBehindProxy(ingress))
        {
            list.IpStrategy = new MiddlewareIpStrategyArgs { Depth = 1 };
        }

        return list;
    }

    /// <summary>
    /// The question to the app that signs people in. Traefik removes the headers that match before it adds those of the answer; a
    /// name with underscores is the same header to many apps, so it matches too.
    /// </summary>
    private static MiddlewareForwardAuthArgs ForwardAuth(string address, AuthenticationSpec authentication) => new()
    {
        Address = address,
        TrustForwardHeader = false,
        AuthResponseHeadersRegex = $"(?i)^({string.Join('|', authentication.Headers.Select(name => name.Replace("-", "[-_]")))})$",
    };

    private static MiddlewareRateLimitArgs RateLimit(IngressSpec ingress, RateLimitSpec limit)
    {
        var strategy = new MiddlewareIpStrategyArgs { Ipv6Subnet = Ipv6Household };
        if (IsBehindProxy(ingress))
        {
            strategy.Depth = 1;
        }

        return new() { Average = limit.Average, Burst = limit.Burst, SourceCriterion = new MiddlewareSourceArgs { IpStrategy = strategy } };
    }

    // The last address in X-Forwarded-For is that of the proxy's client; Traefik drops the header of any other sender.
    private static bool IsBehindProxy(IngressSpec ingress) =>
        ingress.Tls.Mode == TlsMode.Cloudflare || ingress.Traefik.TrustedProxies.Count > 0;
}
