using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class RoutesTests
{
    [Fact]
    [Pitfall("traefik-matcher-values")]
    public async Task EveryHostHasARouteInTheNamespaceOfItsApp()
    {
        var routes = OfKind(await Plans.OfAsync("prod"), "IngressRoute").ToArray();

        Assert.Equal(
            [
                "Host(`admin.dirtbikechina.com`)", "Host(`auth-admin.dirtbikechina.com`)", "Host(`auth.dirtbikechina.com`)",
                "Host(`forum.dirtbikechina.com`)", "Host(`forum.dirtbikechina.com`) && PathPrefix(`/uploads`)",
                "Host(`grafana.dirtbikechina.com`)", "Host(`trails.dirtbikechina.com`)", "Host(`www.dirtbikechina.com`)",
                "Host(`www.dirtbikechina.com`) && PathPrefix(`/wp-admin`)",
                "Host(`www.dirtbikechina.com`) && PathPrefix(`/wp-content/uploads`)",
                "Host(`www.dirtbikechina.com`) && PathPrefix(`/wp-json/wp/v2/media`)",
            ],
            routes.Select(route => Rule(route).TextOf("match")).Order());
        Each.Of(
            routes,
            route => Assert.Equal(
                route.Name == "routes-grafana-route" ? "infra" : "prod", route.Inputs.At("metadata", "namespace")!.Text));
    }

    [Fact]
    [Pitfall("traefik-wildcard-priority")]
    public async Task WildcardMatchesOneLabelAndGivesWayToEveryOtherHost()
    {
        var plan = await Plans.OfAsync(
            WithHosts(
                new() { Name = "www", App = "wordpress" },
                new() { Name = "*", App = "wordpress" },
                new() { Name = "any-shop", Label = "*", Path = "/shop", App = "wordpress" }));
        var (all, shop) = (Rule(Named(plan, "routes-wildcard-route")), Rule(Named(plan, "routes-any-shop-route")));

        Assert.Equal("HostRegexp(`^[^.]+\\.dirtbikechina\\.com$`)", all.TextOf("match"));
        Assert.Equal("HostRegexp(`^[^.]+\\.dirtbikechina\\.com$`) && PathPrefix(`/shop`)", shop.TextOf("match"));
        Assert.Null(Rule(Named(plan, "routes-www-route"))["priority"]);
        Assert.True(all["priority"]!.Number < shop["priority"]!.Number && shop["priority"]!.Number < 0, "the longer path comes first");
        Assert.Equal(
            ["*.dirtbikechina.com"],
            Named(plan, "routes-prod-wildcard-certificate").Inputs.At("spec", "dnsNames")!.Items.Select(item => item.Text));
    }

    [Theory]
    [InlineData("/", -2048)]
    [InlineData("/a", -2047)]
    public void WildcardsAreOrderedByTheirPaths(string path, int priority) =>
        Assert.Equal(priority, Routes.Priority(new() { Name = "*", App = "a", Path = path }));

    [Fact]
    public void LongestPathOfAWildcardIsBehindEveryOtherRule() =>
        Assert.Equal(-1, Routes.Priority(new() { Name = "*", App = "a", Path = "/" + new string('a', 2047) }));

    [Fact]
    [Pitfall("traefik-api-group")]
    public async Task RoutesUseTraefiksOwnApiGroup() =>
        Each.Of(
            OfKind(await Plans.OfAsync("prod"), "IngressRoute"),
            route => Assert.Equal("traefik.io/v1alpha1", route.Inputs.TextOf("apiVersion")));

    [Fact]
    public async Task RouteUsesTheCertificateOfItsNameOnTheSecureEntryPoint()
    {
        var plan = await Plans.OfAsync("prod");
        var (route, certificate) = (Named(plan, "routes-www-route").Inputs, Named(plan, "routes-prod-www-certificate").Inputs);

        Assert.Equal(["websecure"], route.At("spec", "entryPoints")!.Items.Select(item => item.Text));
        Assert.Equal(certificate.At("spec", "secretName")!.Text, route.At("spec", "tls", "secretName")!.Text);
        Assert.Equal(["www.dirtbikechina.com"], certificate.At("spec", "dnsNames")!.Items.Select(item => item.Text));
        Assert.Equal(certificate.At("metadata", "namespace")!.Text, route.At("metadata", "namespace")!.Text);
    }

    [Fact]
    [Pitfall("cert-manager-dns-wait")]
    public async Task CertificatesAreNotAwaited() =>
        Each.Of(
            OfKind(await Plans.OfAsync("prod"), "Certificate"),
            certificate => Assert.Equal("true", certificate.Inputs.At("metadata", "annotations", "pulumi.com/skipAwait")!.Text));

    [Fact]
    public async Task PathsOfOneHostShareItsCertificate()
    {
        var plan = await Plans.OfAsync(
            WithHosts(
                new() { Name = "www", App = "wordpress" },
                new() { Name = "shop", Label = "www", Path = "/shop", App = "wordpress" }));

        Assert.Equal("routes-prod-www-certificate", Assert.Single(OfKind(plan, "Certificate")).Name);
        Assert.Equal("Host(`www.dirtbikechina.com`) && PathPrefix(`/shop`)", Rule(Named(plan, "routes-shop-route")).TextOf("match"));
        Assert.Equal("www-tls", Named(plan, "routes-shop-route").Inputs.At("spec", "tls", "secretName")!.Text);
    }

    [Fact]
    public async Task DomainItselfHasAValidObjectName()
    {
        var plan = await Plans.OfAsync(WithHosts(new HostSpec { Name = "@", App = "wordpress" }));

        Assert.Equal("apex", Named(plan, "routes-apex-route").Inputs.At("metadata", "name")!.Text);
        Assert.Equal("Host(`dirtbikechina.com`)", Rule(Named(plan, "routes-apex-route")).TextOf("match"));
    }

    [Fact]
    [Pitfall("order-route-certificate")]
    public async Task RouteDependsOnEverythingItNames()
    {
        var plan = await Plans.OfAsync("prod");
        var route = Named(plan, "routes-admin-route");
        var filters = Rule(route)["middlewares"]!.Items.Select(item => item.TextOf("name"));

        Assert.Equal(["security-headers", "admin-allow-list", "rate-limit", "compression"], filters);
        Each.Of(filters, name => Assert.Contains(Named(plan, $"routes-prod-{name}").Urn, route.DependsOn));
        Assert.Contains(Named(plan, "routes-admin-weights").Urn, route.DependsOn);
    }

    [Fact]
    public async Task MiddlewaresAreInTheNamespaceOfTheirRoute()
    {
        var plan = await Plans.OfAsync("prod");

        var known = OfKind(plan, "Middleware")
            .Select(middleware => $"{middleware.Inputs.At("metadata", "namespace")!.Text}/{middleware.Inputs.At("metadata", "name")!.Text}")
            .ToHashSet(StringComparer.Ordinal);
        Each.Of(
            OfKind(plan, "IngressRoute"),
            route => Each.Of(Rule(route)["middlewares"]!.Items, reference =>
            {
                Assert.Null(reference["namespace"]);
                Assert.Contains($"{route.Inputs.At("metadata", "namespace")!.Text}/{reference.TextOf("name")}", known);
            }));
    }

    [Fact]
    public async Task ChangedWeightsChangeTheirServiceOnly()
    {
        var before = await Plans.OfAsync(WithHosts(Www(100, 0)));
        var after = await Plans.OfAsync(WithHosts(Www(70, 30)));

        var changed = before.Resources.Where(
            resource =>
                !resource.Name.StartsWith("ingress-", StringComparison.Ordinal)
                    && (after.Find(resource.Urn) is not { } other || !Plans.Same(resource.Inputs, other.Inputs)));
        Assert.Equal(["routes-www-weights"], changed.Select(resource => resource.Name));
        Assert.Equal(before.Resources.Select(resource => resource.Urn), after.Resources.Select(resource => resource.Urn));

        static HostSpec Www(int prod, int stage) => new()
        {
            Name = "www",
            App = "wordpress",
            Backends =
            [
                new() { Name = "prod", Environment = "prod", Weight = prod },
                new() { Name = "stage", Environment = "stage", Weight = stage },
            ],
        };
    }

    [Theory]
    [InlineData("trails", "wanderer-web")]
    public async Task RemovedHostChangesNothingOfTheOthers(string removed, string app)
    {
        var system = Described.StackOf("prod");
        var before = await Plans.OfAsync(system);
        var after = await Plans.OfAsync(
            system with { Ingress = system.Ingress with { Hosts = [.. system.Ingress.Hosts.Where(host => host.Name != removed)] } });

        Assert.Contains(before.Resources, IsOfTheHost);
        Each.Of(
            before.Resources
                .Where(resource =>
                    !IsOfTheHost(resource)
                        && resource.Name != $"app-services-prod-{app}"
                        && !resource.Name.EndsWith($"-{app}-from-nodes", StringComparison.Ordinal)),
            resource => Assert.True(
                after.Find(resource.Urn) is { } other && Plans.Same(resource.Inputs, other.Inputs), $"{resource.Name} changes"));
        Each.Lacks(after.Resources, resource => before.Find(resource.Urn) is null || IsOfTheHost(resource));

        bool IsOfTheHost(PlanResource resource) =>
            resource.Name.StartsWith("routes-", StringComparison.Ordinal)
                && resource.Name.Contains($"-{removed}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostServedByDockerHasNoRoute()
    {
        var plan = await Plans.OfAsync(WithHosts(
            new HostSpec
            {
                Name = "www",
                App = "wordpress",
                Backends = [new() { Name = "docker", ComposeHost = "docker-1", Weight = 100 }],
            },
            new HostSpec { Name = "forum", App = "discourse" }));

        Assert.Equal(["routes-forum-route"], OfKind(plan, "IngressRoute").Select(route => route.Name));
    }

    [Fact]
    public async Task ShareOfADockerHostKeepsTheHostAndFailsSoon()
    {
        var system = WithHosts(new HostSpec
        {
            Name = "www",
            App = "wordpress",
            Backends =
            [
                new() { Name = "docker", ComposeHost = "docker-1", Weight = 90 },
                new() { Name = "prod", Environment = "prod", Weight = 10 },
            ],
        });
        var plan = await Plans.OfAsync(system with
        {
            Apps = [.. system.Apps.Select(app => app.Name == "wordpress" ? app with { RunsOn = Placement.Both, Compose = Docker } : app)],
            Compose = new() { Hosts = [new() { Name = "docker-1", Address = "10.0.1.90" }] },
        });
        var (weights, transport) = (Named(plan, "routes-www-weights"), Named(plan, "routes-prod-docker-hosts"));
        var shares = weights.Inputs.At("spec", "weighted", "services")!.Items;

        Assert.Equal(["docker-hosts", null], shares.Select(share => share.TextOf("serversTransport")));
        Assert.True(shares[0]["passHostHeader"]!.IsTrue);
        Assert.Null(shares[1]["passHostHeader"]);
        Assert.Equal("5s", transport.Inputs.At("spec", "forwardingTimeouts", "dialTimeout")!.Text);
        Assert.Equal("prod", transport.Inputs.At("metadata", "namespace")!.Text);
        Assert.Contains(transport.Urn, weights.DependsOn);
    }

    [Fact]
    public async Task ShareOfADockerHostByHttpsIsVerifiedForThePublishedName()
    {
        const string Authority = "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n";
        var system = WithHosts(new HostSpec
        {
            Name = "www",
            App = "wordpress",
            Backends =
            [
                new() { Name = "docker", ComposeHost = "docker-1", Weight = 90 },
                new() { Name = "prod", Environment = "prod", Weight = 10 },
            ],
        });
        var compose = Docker with { Https = new() { Port = 8443, Authority = Authority } };
        var plan = await Plans.OfAsync(system with
        {
            Apps = [.. system.Apps.Select(app => app.Name == "wordpress" ? app with { RunsOn = Placement.Both, Compose = compose } : app)],
            Compose = new() { Hosts = [new() { Name = "docker-1", Address = "10.0.1.90" }] },
        });
        var (weights, transport) = (Named(plan, "routes-www-weights"), Named(plan, "routes-prod-docker-hosts-www"));
        var shares = weights.Inputs.At("spec", "weighted", "services")!.Items;
        var authority = Named(plan, "routes-prod-docker-hosts-www-authority");

        Assert.Equal(["https", null], shares.Select(share => share.TextOf("scheme")));
        Assert.Equal("docker-hosts-www", shares[0].TextOf("serversTransport"));
        Assert.Equal("www.dirtbikechina.com", transport.Inputs.At("spec", "serverName")!.Text);
        Assert.Null(transport.Inputs.At("spec", "insecureSkipVerify"));
        Assert.Equal(authority.Inputs.At("metadata", "name")!.Text, transport.Inputs.At("spec", "rootCAs")!.Items[0].TextOf("configMap"));
        Assert.Equal(Authority, authority.Inputs.At("data", "ca.crt")!.Text);
        Assert.Contains(authority.Urn, transport.DependsOn);
        Assert.Equal(
            8443,
            plan.Resources.Single(resource => resource.Name == "app-services-prod-wordpress-docker-1")
                .Inputs.At("spec", "ports")!.Items[0]["port"]!.Number);
    }

    [Fact]
    public async Task RoutesBehindCloudflareArePlainHttp()
    {
        var system = Described.StackOf("prod");

        var plan = await Plans.OfAsync(system with { Ingress = system.Ingress with { Tls = new() { Mode = TlsMode.Cloudflare } } });

        Each.Of(OfKind(plan, "IngressRoute"), route =>
        {
            Assert.Equal(["web"], route.Inputs.At("spec", "entryPoints")!.Items.Select(item => item.Text));
            Assert.Null(route.Inputs.At("spec", "tls"));
        });
    }

    [Fact]
    public async Task RoutesServePlainHttpWithoutTheRedirect()
    {
        var system = WithHosts(new HostSpec { Name = "www", App = "wordpress" });

        var plan = await Plans.OfAsync(
            system with { Ingress = system.Ingress with { Traefik = system.Ingress.Traefik with { RedirectToHttps = false } } });

        Assert.Equal(
            ["websecure", "web"],
            new[] { "routes-www-route", "routes-www-http-route" }.Select(
                name => Assert.Single(Named(plan, name).Inputs.At("spec", "entryPoints")!.Items).Text));
        Assert.Null(Named(plan, "routes-www-http-route").Inputs.At("spec", "tls"));
    }

    [Fact]
    public async Task BasicAuthReadsItsPasswordFromTheStacksSecrets()
    {
        var system = WithHosts(new HostSpec { Name = "www", App = "wordpress", BasicAuth = "wwwUsers" });
        system = system with { Secrets = [.. system.Secrets, new SecretSpec { Name = "wwwUsers", Purpose = "Editors" }] };

        var plan = await Plans.OfAsync(system);

        var (users, middleware) = (Named(plan, "routes-prod-www-users"), Named(plan, "routes-prod-www-basic-auth"));
        Assert.Equal(users.Inputs.At("metadata", "name")!.Text, middleware.Inputs.At("spec", "basicAuth", "secret")!.Text);
        // Traefik refuses a secret with more than one entry.
        Assert.Single(users.Inputs["stringData"]!.Keys);
        Assert.Contains(users.Urn, middleware.DependsOn);
        Assert.Contains(RequiredSecrets.Of(system), secret => secret.Key == "infra:wwwUsers");
    }

    [Fact]
    public async Task StickyHostSetsASecureCookie()
    {
        var plan = await Plans.OfAsync(WithHosts(new HostSpec { Name = "www", App = "wordpress", Sticky = true }));

        var cookie = Named(plan, "routes-www-weights").Inputs.At("spec", "weighted", "sticky", "cookie")!;
        Assert.Equal(
            ("www-share", true, true, "lax"),
            (cookie.TextOf("name"), cookie["secure"]!.IsTrue, cookie["httpOnly"]!.IsTrue, cookie.TextOf("sameSite")));
    }

    [Fact]
    public async Task RouteObjectsAreDeletedWithTheirNamespace()
    {
        var plan = await Plans.OfAsync("prod");

        Each.Of(
            plan.Resources.Where(resource => resource.Name.StartsWith("routes-", StringComparison.Ordinal) && !resource.IsComponent),
            resource => Assert.Equal(
                Named(plan, $"tenancy-{resource.Inputs.At("metadata", "namespace")!.Text}").Urn, resource.DeletedWith));
    }

    private static ComposeServiceSpec Docker { get; } = new() { Host = "docker-1", Port = 8080 };

    private static SystemSpec WithHosts(params HostSpec[] hosts)
    {
        var system = Described.StackOf("prod");
        return system with { Ingress = system.Ingress with { Hosts = hosts } };
    }

    private static PlanValue Rule(PlanResource route) => route.Inputs.At("spec", "routes")!.Items[0];

    private static IEnumerable<PlanResource> OfKind(PlanGraph plan, string kind) =>
        plan.Resources.Where(resource => resource.Type.EndsWith($":{kind}", StringComparison.Ordinal));

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
