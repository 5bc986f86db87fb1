using Infra.Model;
using Infra.Platform;
using Infra.Tests.Schemas;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Platform;

public sealed class TraefikValuesTests
{
    public static TheoryData<string, IngressSpec> Variants()
    {
        var data = new TheoryData<string, IngressSpec>();
        IngressSpec[] specs =
        [
            new(),
            new() { Tls = new() { Mode = TlsMode.Cloudflare }, Traefik = new() { TrustedProxies = [Cidr.Parse("173.245.48.0/20")] } },
            new()
            {
                Tls = new() { Mode = TlsMode.None },
                Traefik = new()
                {
                    HostNetwork = false,
                    HttpsTimeouts = new() { Read = Duration.Parse("24h"), Write = Duration.Parse("1h") },
                    Tolerations = ["dedicated"],
                    Dashboard = true,
                    ProxyProtocolFrom = [Cidr.Parse("10.9.0.0/24")],
                },
            },
        ];
        foreach (var chart in TraefikVersions.Bundled)
        {
            foreach (var spec in specs)
            {
                data.Add(chart, spec);
            }
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Variants))]
    [Pitfall("traefik-unknown-values")]
    public async Task ChartSchemasAcceptTheValues(string chart, IngressSpec spec)
    {
        _ = ReferenceData.Root;

        Assert.Equal(
            [],
            await ChartValidator.FindAsync(new("values", "traefik", chart, JToken.FromObject(TraefikValues.For(spec, "example.org")))));
    }

    [Fact]
    [Pitfall("traefik-host-port")]
    public void OnePodANodeListensOnTheHostsPorts()
    {
        var values = JObject.FromObject(TraefikValues.For(new(), "example.org"));

        Assert.Equal("DaemonSet", (string?)values.SelectToken("deployment.kind"));
        Assert.True((bool?)values.SelectToken("hostNetwork"));
        Assert.Equal(80, (int?)values.SelectToken("ports.web.port"));
        Assert.Equal(443, (int?)values.SelectToken("ports.websecure.port"));
    }

    [Fact]
    [Pitfall("traefik-unreachable-pods")]
    public void PodsOutsideTheHostsNetworkAreReachedThroughItsPorts()
    {
        var values = JObject.FromObject(
            TraefikValues.For(new() { Traefik = new() { HostNetwork = false, HttpPort = 8081, HttpsPort = 8444 } }, "example.org"));

        Assert.Equal(
            (8081, 8081, 8444, 8444),
            (
                (int?)values.SelectToken("ports.web.hostPort"),
                (int?)values.SelectToken("ports.web.port"),
                (int?)values.SelectToken("ports.websecure.hostPort"),
                (int?)values.SelectToken("ports.websecure.port")));
        Assert.Null(JObject.FromObject(TraefikValues.For(new(), "example.org")).SelectToken("ports.web.hostPort"));
    }

    /// <summary>Traefik's own limit of 60 s for a whole request cuts 100 MB below 13 Mbit/s.</summary>
    [Theory]
    [InlineData("websecure", TlsMode.CertManager, true)]
    [InlineData("websecure", TlsMode.Cloudflare, true)]
    [InlineData("web", TlsMode.CertManager, false)]
    [InlineData("web", TlsMode.Cloudflare, true)]
    [InlineData("web", TlsMode.None, true)]
    [Pitfall("traefik-read-timeout")]
    public void UploadsOfPhotosAreNotCut(string entryPoint, TlsMode mode, bool takesUploads) =>
        Assert.Equal(
            takesUploads ? "0h10m0s" : "0h1m0s",
            Timeout(new() { Tls = new() { Mode = mode } }, entryPoint, "readTimeout"));

    [Fact]
    public void PlainHttpTakesUploadsWhereItDoesNotRedirect() =>
        Assert.Equal("0h10m0s", Timeout(new() { Traefik = new() { RedirectToHttps = false } }, "web", "readTimeout"));

    [Theory]
    [InlineData("readTimeout", "1h0m0s", "0h10m0s")]
    [InlineData("writeTimeout", "2h0m0s", "0h0m0s")]
    [InlineData("idleTimeout", "0h0m30s", "0h3m0s")]
    public void EntryPointsHaveTimeLimitsOfTheirOwn(string limit, string web, string websecure)
    {
        var spec = new IngressSpec
        {
            Traefik = new()
            {
                HttpTimeouts = new() { Read = Duration.Parse("1h"), Write = Duration.Parse("2h"), Idle = Duration.Parse("30s") },
            },
        };

        Assert.Equal((web, websecure), (Timeout(spec, "web", limit), Timeout(spec, "websecure", limit)));
    }

    [Fact]
    [Pitfall("traefik-rolling-update")]
    public void RollingUpdateFreesThePortsFirst()
    {
        var rolling = JObject.FromObject(TraefikValues.For(new(), "example.org")).SelectToken("updateStrategy.rollingUpdate")!;

        Assert.Equal((1, 0), ((int)rolling["maxUnavailable"]!, (int)rolling["maxSurge"]!));
    }

    [Fact]
    [Pitfall("traefik-metrics-port")]
    public void MetricsAvoidTheNodeExportersPort() =>
        Assert.NotEqual(9100, (int?)JObject.FromObject(TraefikValues.For(new(), "example.org")).SelectToken("ports.metrics.port"));

    [Fact]
    [Pitfall("traefik-values-moved")]
    [Pitfall("traefik-service-disabled")]
    public void ServiceIsNoLoadBalancer()
    {
        var values = JObject.FromObject(TraefikValues.For(new(), "example.org"));

        Assert.Equal("ClusterIP", (string?)values.SelectToken("service.spec.type"));
        Assert.False((bool?)values.SelectToken("providers.kubernetesIngress.publishedService.enabled"));
        Assert.Equal(
            "--providers.kubernetesingress.ingressendpoint.hostname=example.org",
            (string?)values.SelectToken("additionalArguments[0]"));
    }

    [Fact]
    [Pitfall("cert-manager-node-without-traefik")]
    public void ToleratesTheControlPlanesTaint() =>
        Assert.Contains(
            "node-role.kubernetes.io/control-plane",
            JObject.FromObject(TraefikValues.For(new(), "example.org")).SelectTokens("tolerations[*].key").Select(key => (string?)key));

    [Fact]
    public void DoesNotRedirectBehindCloudflare()
    {
        var values = JObject.FromObject(TraefikValues.For(new() { Tls = new() { Mode = TlsMode.Cloudflare } }, "example.org"));

        Assert.Null(values.SelectToken("ports.web.http.redirections"));
    }

    [Theory]
    [InlineData("web")]
    [InlineData("websecure")]
    public void TrustsCloudflaresProxiesOnBothEntryPoints(string entryPoint)
    {
        var values = JObject.FromObject(TraefikValues.For(new() { Tls = new() { Mode = TlsMode.Cloudflare } }, "example.org"));

        Assert.Equal(
            CloudflareRanges.Load().Select(range => range.ToString()),
            values.SelectTokens($"ports.{entryPoint}.forwardedHeaders.trustedIPs[*]").Select(range => (string?)range));
    }

    [Theory]
    [InlineData("web")]
    [InlineData("websecure")]
    public void AcceptsTheProxyProtocolFromNamedBalancersOnly(string entryPoint)
    {
        Assert.Empty(Announcing(new()));
        Assert.Equal(["10.9.0.0/24"], Announcing(new() { ProxyProtocolFrom = [Cidr.Parse("10.9.0.0/24")] }));

        IEnumerable<string?> Announcing(TraefikSpec traefik) =>
            JObject.FromObject(TraefikValues.For(new() { Traefik = traefik }, "example.org"))
                .SelectTokens($"ports.{entryPoint}.proxyProtocol.trustedIPs[*]")
                .Select(range => (string?)range);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Pitfall("traefik-host-listeners")]
    public void DashboardIsServedOnRequestAndOnLoopback(bool dashboard)
    {
        var values = JObject.FromObject(TraefikValues.For(new() { Traefik = new() { Dashboard = dashboard } }, "example.org"));

        Assert.Equal(
            (dashboard, dashboard),
            ((bool)values.SelectToken("api.dashboard")!, (bool)values.SelectToken("ingressRoute.dashboard.enabled")!));
        Assert.Equal("127.0.0.1", (string?)values.SelectToken("ports.traefik.hostIP"));
    }

    [Theory]
    [InlineData(AcmeChallenge.Http01, true)]
    [InlineData(AcmeChallenge.Dns01, false)]
    [Pitfall("cert-manager-redirect-challenge")]
    public void RedirectSkipsTheHttpChallenge(AcmeChallenge challenge, bool passes) =>
        Assert.Equal(
            passes,
            (bool?)JObject.FromObject(TraefikValues.For(new() { Tls = new() { Challenge = challenge } }, "example.org"))
                .SelectToken("ports.web.allowACMEByPass"));

    [Fact]
    public void DisablesExternalNameServices() =>
        Assert.False(
            (bool?)JObject.FromObject(TraefikValues.For(new(), "example.org", crossNamespaces: true))
                .SelectToken("providers.kubernetesCRD.allowExternalNameServices"));

    private static string? Timeout(IngressSpec spec, string entryPoint, string limit) =>
        (string?)JObject.FromObject(TraefikValues.For(spec, "example.org"))
            .SelectToken($"ports.{entryPoint}.transport.respondingTimeouts.{limit}");
}
