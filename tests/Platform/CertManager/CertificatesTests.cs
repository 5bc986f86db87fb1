using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class CertificatesTests
{
    [Fact]
    [Pitfall("cert-manager-issuer-before-webhook")]
    [Pitfall("order-kinds")]
    public async Task IssuersDependOnTheReleaseAndTlsOptionsOnTheIssuers()
    {
        var plan = await Plans.OfAsync("prod");
        var release = Named(plan, "certificates-cert-manager");

        Each.Of(
            ["certificates-production", "certificates-staging"],
            name =>
            {
                Assert.Contains(release.Urn, Named(plan, name).DependsOn);
                Assert.Contains(Named(plan, name).Urn, Named(plan, "certificates-tls").DependsOn);
            });
        // The release is ready when its hooks have ended; this annotation would skip the wait.
        Assert.Null(release.Inputs["skipAwait"]);
    }

    [Fact]
    [Pitfall("order-route-certificate")]
    public async Task EveryCertificateDependsOnItsIssuer()
    {
        var plan = await Plans.OfAsync("prod");

        Each.Of(
            OfKind(plan, "Certificate"),
            certificate => Assert.Contains(Named(plan, "certificates-production").Urn, certificate.DependsOn));
    }

    [Fact]
    public async Task ChartIsPinned()
    {
        var release = Named(await Plans.OfAsync("prod"), "certificates-cert-manager").Inputs;

        Assert.Equal(("oci://quay.io/jetstack/charts/cert-manager", "v1.21.1"), (release.TextOf("chart"), release.TextOf("version")));
    }

    [Fact]
    public async Task NamespaceIsRestrictedAndProtected()
    {
        var space = Named(await Plans.OfAsync("prod"), "certificates-namespace");

        Assert.Equal("restricted", space.Inputs.At("metadata", "labels", "pod-security.kubernetes.io/enforce")!.Text);
        Assert.True(space.Protect);
    }

    [Fact]
    [Pitfall("cert-manager-rate-limit")]
    public async Task CreatesAnIssuerForEachLetsEncryptService()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Equal("https://acme-v02.api.letsencrypt.org/directory", Acme(plan, "production").TextOf("server"));
        Assert.Equal("https://acme-staging-v02.api.letsencrypt.org/directory", Acme(plan, "staging").TextOf("server"));
        Assert.NotEqual(
            Acme(plan, "production").At("privateKeySecretRef", "name")!.Text,
            Acme(plan, "staging").At("privateKeySecretRef", "name")!.Text);
    }

    [Fact]
    [Pitfall("cert-manager-solver-class")]
    public async Task HttpChallengesUseTraefik() =>
        Assert.Equal(
            "traefik",
            Acme(await Plans.OfAsync("prod"), "production")["solvers"]!.Items[0].At("http01", "ingress", "ingressClassName")!.Text);

    [Theory]
    [InlineData("prod", "letsencrypt-production")]
    [InlineData("dev", "letsencrypt-staging")]
    public async Task EnvironmentSelectsTheIssuer(string stack, string issuer) =>
        Each.Of(
            OfKind(await Plans.OfAsync(stack), "Certificate"),
            certificate => Assert.Equal(issuer, certificate.Inputs.At("spec", "issuerRef", "name")!.Text));

    [Fact]
    [Pitfall("cert-manager-cloudflare-namespace")]
    public async Task DnsChallengesReadTheirTokenFromASecret()
    {
        var plan = await Plans.OfAsync(WithDns01());

        var solver = Acme(plan, "production")["solvers"]!.Items[0].At("dns01", "cloudflare", "apiTokenSecretRef")!;
        var secret = Named(plan, "certificates-cloudflare-token");
        Assert.Equal(
            (secret.Inputs.At("metadata", "name")!.Text, Certificates.Namespace),
            (solver.TextOf("name"), secret.Inputs.At("metadata", "namespace")!.Text));
        Assert.Equal([solver.TextOf("key")!], secret.Inputs["stringData"]!.Keys);
        Assert.Contains(secret.Urn, Named(plan, "certificates-production").DependsOn);
    }

    [Fact]
    public void MissingTokenStopsThePlan() =>
        Assert.Contains(RequiredSecrets.Of(WithDns01()), secret => secret is { Key: "infra:cloudflareToken", Purpose: "Token" });

    [Fact]
    public async Task ClusterRefusesOldTlsVersions()
    {
        var options = Assert.Single(OfKind(await Plans.OfAsync("prod"), "TLSOption")).Inputs;

        Assert.Equal(
            ("default", "ingress-system", "VersionTLS12"),
            (options.At("metadata", "name")!.Text, options.At("metadata", "namespace")!.Text, options.At("spec", "minVersion")!.Text));
    }

    [Theory]
    [InlineData(TlsMode.Cloudflare)]
    [InlineData(TlsMode.None)]
    public async Task InstallsNothingWithoutCertificates(TlsMode mode)
    {
        var system = Described.StackOf("prod");

        var plan = await Plans.OfAsync(system with { Ingress = system.Ingress with { Tls = new() { Mode = mode } } });

        Each.Lacks(
            plan.Resources,
            resource =>
                resource.Name.StartsWith("certificates", StringComparison.Ordinal)
                    || resource.Type.StartsWith("kubernetes:cert-manager.io", StringComparison.Ordinal));
    }

    private static SystemSpec WithDns01()
    {
        var system = Described.StackOf("prod");
        return system with
        {
            Ingress = system.Ingress with
            {
                Tls = system.Ingress.Tls with { Challenge = AcmeChallenge.Dns01, CloudflareToken = "cloudflareToken" },
            },
            Secrets = [.. system.Secrets, new SecretSpec { Name = "cloudflareToken", Purpose = "Token" }],
        };
    }

    private static PlanValue Acme(PlanGraph plan, string issuer) => Named(plan, $"certificates-{issuer}").Inputs.At("spec", "acme")!;

    private static IEnumerable<PlanResource> OfKind(PlanGraph plan, string kind) =>
        plan.Resources.Where(resource => resource.Type.EndsWith($":{kind}", StringComparison.Ordinal));

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
