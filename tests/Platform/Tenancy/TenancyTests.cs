using Infra.Model;
using Infra.Naming;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class TenancyTests
{
    [Theory]
    [InlineData("prod", "prod", "16", "16", "32Gi")]
    [InlineData("dev", "dev", "4", "6", "8Gi")]
    public async Task NamespaceHasTheDescribedQuota(string stack, string name, string cpu, string limitsCpu, string memory)
    {
        var plan = await Plans.OfAsync(stack);

        var hard = Named(plan, $"tenancy-{name}-quota").Inputs["spec"]!["hard"]!;
        Assert.Equal(
            [memory, limitsCpu, memory, cpu],
            new[] { "limits.memory", "limits.cpu", "requests.memory", "requests.cpu" }.Select(key => hard[key]!.Text));
    }

    [Fact]
    public async Task EveryNamespaceHasDefaultRequestsAndLimits()
    {
        var plan = await Plans.OfAsync("prod");

        var namespaces = plan.Resources.Where(resource => resource.Type == "kubernetes:core/v1:Namespace");
        Each.Of(namespaces.Where(resource => resource.Name.StartsWith("tenancy-", StringComparison.Ordinal)), made =>
        {
            var limit = Named(plan, $"{made.Name}-limits").Inputs["spec"]!["limits"]!.Items[0];
            Assert.Equal("Container", limit["type"]!.Text);
            Assert.Equal(["cpu", "memory"], limit["defaultRequest"]!.Keys);
            Assert.Equal(["cpu", "memory"], limit["default"]!.Keys);
        });
    }

    [Fact]
    public void PodSecurityLevelsAreNamespaceLabels()
    {
        var labels = PodSecurityLabels.Of(
            new() { Enforce = PodSecurityLevel.Privileged, Audit = PodSecurityLevel.Baseline, Warn = PodSecurityLevel.Restricted });

        Assert.Equal("privileged", labels["pod-security.kubernetes.io/enforce"]);
        Assert.Equal("baseline", labels["pod-security.kubernetes.io/audit"]);
        Assert.Equal("restricted", labels["pod-security.kubernetes.io/warn"]);
    }

    [Fact]
    public void QuotaMayLimitLimitsApartFromRequests()
    {
        var quota = new QuotaSpec
        {
            Cpu = Quantity.Parse("4"),
            Memory = Quantity.Parse("8Gi"),
            LimitsMemory = Quantity.Parse("12Gi"),
            Pods = 50,
        };
        var hard = Tenancy.HardLimits(quota);

        Assert.Equal(("8Gi", "12Gi", "50"), (hard["requests.memory"], hard["limits.memory"], hard["pods"]));
        Assert.DoesNotContain("requests.storage", hard.Keys);
        Assert.Equal("9Gi", Tenancy.HardLimits(quota with { Storage = Quantity.Parse("9Gi") })["requests.storage"]);
    }

    [Fact]
    public async Task ObjectsAreDeletedWithTheirNamespace()
    {
        var plan = await Plans.OfAsync("dev");

        Assert.Equal(Named(plan, "tenancy-dev").Urn, Named(plan, "tenancy-dev-quota").DeletedWith);
    }

    [Fact]
    public async Task DefaultAccountHasNoToken()
    {
        var plan = await Plans.OfAsync("prod");

        Each.Of(Described.StackOf("prod").OwnNamespaces(), space =>
        {
            var account = Named(plan, $"tenancy-{space.Name}-default-account");
            Assert.Equal(("kubernetes:core/v1:ServiceAccountPatch", "ServiceAccount"), (account.Type, account.Inputs["kind"]!.Text));
            Assert.Equal(
                ("default", space.Name),
                (account.Inputs["metadata"]!["name"]!.Text, account.Inputs["metadata"]!["namespace"]!.Text));
            Assert.Equal(PlanValueKind.Truth, account.Inputs["automountServiceAccountToken"]!.Kind);
            Assert.False(account.Inputs["automountServiceAccountToken"]!.IsTrue);
        });
    }

    [Fact]
    public async Task EveryNamespaceHasTheCredentialsOfPrivateRegistries()
    {
        var system = Described.StackOf("dev");
        var plan = await Plans.OfAsync(
            system with
            {
                Cluster = system.Cluster with
                {
                    Registries =
                    [
                        new() { Name = "harbor.org", Username = "me", Password = "harborPassword" },
                        new() { Name = "mirror.org" },
                    ],
                },
            });

        Each.Of(system.OwnNamespaces(), space =>
        {
            var secret = Named(plan, $"tenancy-{space.Name}-registry-harbor-org");
            Assert.Equal("kubernetes.io/dockerconfigjson", secret.Inputs["type"]!.Text);
            Assert.Contains(secret.SecretInputs, path => path.StartsWith("stringData", StringComparison.Ordinal));
            Assert.Equal(
                "registry-harbor-org",
                Assert.Single(Named(plan, $"tenancy-{space.Name}-default-account").Inputs["imagePullSecrets"]!.Items)["name"]!.Text);
        });

        Each.Lacks(plan.Resources, resource => resource.Name.Contains("mirror-org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExemptNamespaceHasAReason()
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(system with
        {
            Namespaces =
            [
                .. system.Namespaces.Select(space => space.Name != "infra" ? space : space with
                {
                    PodSecurity = new() { Enforce = PodSecurityLevel.Privileged, Exemption = "reads the hosts' files" },
                }),
            ],
        });

        Assert.Equal(
            "reads the hosts' files", Named(plan, "tenancy-infra").Inputs["metadata"]!["annotations"]![Tenancy.Exemption]!.Text);
        Assert.Null(Named(plan, "tenancy-prod").Inputs["metadata"]!["annotations"]);
    }

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
