using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Model;

public sealed class CloudflareRangesTests
{
    [Fact]
    public void HasRangesOfBothFamilies() =>
        Assert.Equal(
            (15, 7), (CloudflareRanges.Load().Count(range => !range.IsIpv6), CloudflareRanges.Load().Count(range => range.IsIpv6)));

    [Fact]
    public void RangesDoNotOverlap()
    {
        var ranges = CloudflareRanges.Load();

        Each.Lacks(ranges, range => ranges.Any(other => !ReferenceEquals(range, other) && other.Overlaps(range)));
    }

    [Fact]
    public void AreTrustedOnlyBehindCloudflare()
    {
        var own = Cidr.Parse("10.9.0.0/24");
        IngressSpec ingress = new() { Traefik = new() { TrustedProxies = [own] } };

        Assert.Equal([own], ingress.TrustedSources());
        Assert.Equal([own, .. CloudflareRanges.Load()], (ingress with { Tls = new() { Mode = TlsMode.Cloudflare } }).TrustedSources());
    }

    [Fact]
    public void HaveTheirSourceAndDate()
    {
        var text = File.ReadAllText(Support.Repository.File("infra", "Model", "Ingress", "cloudflare-ranges.txt"));

        Assert.Contains("https://www.cloudflare.com/ips-v4", text, StringComparison.Ordinal);
        Assert.Matches("as published on 20[0-9]{2}-[0-9]{2}-[0-9]{2}", text);
    }
}
