using Infra.Crds;
using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Platform;

public sealed class RequestFiltersTests
{
    private static readonly FirewallSpec Firewall = new()
    {
        Ranges = [new() { Name = "office", Addresses = [Cidr.Parse("198.51.100.0/24"), Cidr.Parse("2001:db8::/48")] }],
    };

    private static readonly HostSpec Admin = new()
    {
        Name = "admin",
        App = "phpmyadmin",
        AllowFrom = ["office"],
        BasicAuth = "users",
        RateLimit = new() { Average = 5, Burst = 10 },
        BodyLimit = Quantity.Parse("10Mi"),
    };

    [Fact]
    public void AllowListIsTheFirstFilter() =>
        Assert.Equal(
            ["security-headers", "admin-allow-list", "admin-rate-limit", "admin-basic-auth", "admin-body-limit", "compression"],
            Of(new(), Admin).Select(filter => filter.Name));

    [Fact]
    public void HostWithoutOwnSettingsUsesTheSharedFilters() =>
        Each.Of(Of(new() { RateLimit = new(), BodyLimit = Quantity.Parse("1Mi") }, Plain()), filter => Assert.True(filter.Shared));

    [Fact]
    public void DisabledFiltersAreAbsent() => Assert.Empty(Of(new() { SecurityHeaders = false, Compression = false }, Plain()));

    [Fact]
    public async Task AllowListHasTheNamedRangesInBothFamilies()
    {
        var list = await ReadAsync(One(Of(new(), Admin), "admin-allow-list").IpAllowList!);

        Assert.Equal(["198.51.100.0/24", "2001:db8::/48"], (await ReadAsync(list.SourceRange!)).AsEnumerable());
        Assert.Null(list.IpStrategy);
    }

    [Theory]
    [InlineData(TlsMode.Cloudflare, null)]
    [InlineData(TlsMode.CertManager, "10.9.0.0/24")]
    public async Task RateLimitCountsTheVisitorsAddressBehindAProxy(TlsMode mode, string? proxy)
    {
        IngressSpec ingress = new()
        {
            Tls = new() { Mode = mode },
            Traefik = new() { TrustedProxies = proxy is null ? [] : [Cidr.Parse(proxy)] },
        };

        var list = await ReadAsync(One(Of(ingress, Admin), "admin-allow-list").IpAllowList!);
        var limit = await ReadAsync((await ReadAsync(One(Of(ingress, Admin), "admin-rate-limit").RateLimit!)).SourceCriterion!);

        Assert.Equal(1, await ReadAsync((await ReadAsync(list.IpStrategy!)).Depth!));
        Assert.Equal(1, await ReadAsync((await ReadAsync(limit.IpStrategy!)).Depth!));
    }

    [Fact]
    public async Task RateLimitCountsAnIpv6NetworkAsOneClient()
    {
        var limit = await ReadAsync((await ReadAsync(One(Of(new(), Admin), "admin-rate-limit").RateLimit!)).SourceCriterion!);

        Assert.Equal(64, await ReadAsync((await ReadAsync(limit.IpStrategy!)).Ipv6Subnet!));
    }

    [Fact]
    public async Task BodyLimitIsInBytes() =>
        Assert.Equal(
            10 * 1024 * 1024,
            await ReadAsync((await ReadAsync(One(Of(new(), Admin), "admin-body-limit").Buffering!)).MaxRequestBodyBytes!));

    [Fact]
    public async Task BasicAuthRemovesThePasswordFromTheRequest() =>
        Assert.True(await ReadAsync((await ReadAsync(One(Of(new(), Admin), "admin-basic-auth").BasicAuth!)).RemoveHeader!));

    [Theory]
    [InlineData(TlsMode.CertManager, false, true)]
    [InlineData(TlsMode.Cloudflare, false, true)]
    [InlineData(TlsMode.CertManager, true, false)]
    [InlineData(TlsMode.None, false, false)]
    public async Task SendsStrictTransportSecurityOnlyWithTrustedCertificates(TlsMode mode, bool staging, bool insists)
    {
        var headers = await ReadAsync(
            One(Of(new() { Tls = new() { Mode = mode, Staging = staging } }, Plain()), "security-headers").Headers!);

        Assert.Equal(insists, headers.StsSeconds is not null);
    }

    [Fact]
    public async Task TrustsCloudflaresForwardedProtocol()
    {
        var headers = await ReadAsync(One(Of(new() { Tls = new() { Mode = TlsMode.Cloudflare } }, Plain()), "security-headers").Headers!);

        Assert.Equal("https", (await ReadAsync(headers.SslProxyHeaders!))["X-Forwarded-Proto"]);
    }

    private static HostSpec Plain() => new() { Name = "www", App = "wordpress" };

    private static IReadOnlyList<RequestFilter> Of(IngressSpec ingress, HostSpec host) => RequestFilters.Of(ingress, host, Firewall);

    private static MiddlewareSpecArgs One(IReadOnlyList<RequestFilter> filters, string name) =>
        filters.Single(filter => filter.Name == name).Spec;

    private static Task<T> ReadAsync<T>(Input<T> input) => OutputUtilities.GetValueAsync(input.ToOutput());
}
