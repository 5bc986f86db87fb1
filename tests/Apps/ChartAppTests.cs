using Infra.Apps;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Schemas;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Apps;

public sealed class ChartAppTests
{
    [Fact]
    public async Task ReleaseIsNamedAfterTheAppAndWaitsAsLongAsDescribed()
    {
        var release = await NamedAsync("app-harbor-release");

        Assert.Equal(
            ("harbor", "development", "harbor", "1.19.1", "https://helm.goharbor.io", 1200d),
            (
                release.Inputs["name"]!.Text,
                release.Inputs["namespace"]!.Text,
                release.Inputs["chart"]!.Text,
                release.Inputs["version"]!.Text,
                release.Inputs["repositoryOpts"]!["repo"]!.Text,
                release.Inputs["timeout"]!.Number));
        Assert.True(release.Protect);
    }

    [Fact]
    public async Task ReleaseFollowsItsSecretsDatabasesAndClasses()
    {
        var plan = await Plans.OfAsync("homelab");
        var before = Find(plan, "app-harbor-release").DependsOn;

        Each.Of(
            ["app-harbor-harbor-admin", "app-harbor-harbor-database", "local-keep", "tenancy-development"],
            name => Assert.Contains(Find(plan, name).Urn, before));
        Assert.Contains(before, urn => urn.EndsWith("redis-harbor-redis-set", StringComparison.Ordinal));
        Assert.Contains(before, urn => urn.Contains("registry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecretHasDeclaredValuesAndPropertiesOfDatabases()
    {
        var inputs = await Plans.InputsAsync(Described.StackOf("homelab"));

        Assert.Contains("harborAdminPassword", Entry(inputs, "harbor-admin", "HARBOR_ADMIN_PASSWORD"), StringComparison.Ordinal);
        Assert.Contains("harbor-postgres", Entry(inputs, "harbor-database", "password"), StringComparison.Ordinal);
        Assert.StartsWith("harbor_registry_user:", Entry(inputs, "harbor-registry-user", "REGISTRY_HTPASSWD"), StringComparison.Ordinal);
    }

    [Fact]
    public void ChartOfAnOciRegistryIsFoundByItsWholeAddress()
    {
        var chart = ChartApp.ChartOf(new() { Repository = "oci://registry.example.org/charts/", Name = "shop", Version = "1.0.0" });

        Assert.Equal(("oci://registry.example.org/charts/shop", null), (chart.Name, chart.Repository));
    }

    [Fact]
    public async Task HostLeadsToThePortOfTheChartsService()
    {
        var plan = await Plans.OfAsync("homelab");
        var service = plan.Resources.Single(resource => resource.Inputs["metadata"]?.TextOf("name") == "harbor-shares");
        var shares = service.Inputs["spec"]!["weighted"]!["services"]!.Items;

        Assert.Equal(("harbor", 80d), (shares[0]["name"]!.Text, shares[0]["port"]!.Number));
    }

    [Theory]
    [InlineData("list: []\nother: 1\n", true)]
    [InlineData("list: [1]\nother: {}\n", null)]
    [Pitfall("chart-empty-list")]
    public async Task EmptyListReachesTheChart(string values, bool? allowed)
    {
        var system = Described.StackOf("homelab");
        var plan = await Plans.OfAsync(system with
        {
            Apps =
            [
                .. system.Apps.Select(app => app.Name == "harbor" ? app with { Chart = app.Chart! with { Values = values } } : app),
            ],
        });

        Assert.Equal(allowed, Find(plan, "app-harbor-release").Inputs["allowNullValues"]?.IsTrue);
    }

    [Fact]
    public void ChartCountsInTheSumOfItsNamespace()
    {
        var app = new AppSpec
        {
            Name = "shop",
            Kind = WorkloadKind.HelmChart,
            Replicas = 5,
            Chart = Chart() with { Total = new() { RequestMemory = Quantity.Parse("3Gi"), LimitMemory = Quantity.Parse("4Gi") } },
        };

        Assert.Equal(Quantity.Parse("3Gi").Value, ResourceTotal.Of([app]).RequestMemory);
        Assert.Equal(0, ResourceTotal.Of([app with { Chart = Chart() }]).RequestMemory);
    }

    /// <summary>The values of described charts, also of one that is not in a frozen stack, against the charts' own.</summary>
    [SkippableFact]
    public async Task ChartRefusesAValueThatItDoesNotKnow()
    {
        _ = ReferenceData.Root;
        var system = Described.StackOf("homelab");
        var harbor = system.Apps.Single(app => app.Name == "harbor");
        var changed = harbor with { Chart = harbor.Chart! with { Values = $"{harbor.Chart!.Values}\nunknown: {{key: 1}}\n" } };
        var plan = await Plans.OfAsync(system with { Apps = [.. system.Apps.Select(app => app == harbor ? changed : app)] });

        var problem = Assert.Single(await PlanSchemas.CheckChartsAsync(ChartUse.Of(plan).Where(use => use.Chart == "harbor")));
        Assert.Contains("unknown", problem, StringComparison.Ordinal);
    }

    private static ChartSpec Chart() => new() { Repository = "https://charts.example.org", Name = "shop", Version = "1.0.0" };

    private static string Entry(IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> inputs, string secret, string key) =>
        (string)((IReadOnlyDictionary<string, object>)inputs[$"app-harbor-{secret}"]["stringData"])[key];

    private static async Task<PlanResource> NamedAsync(string name) => Named(await Plans.OfAsync("homelab"), name);

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);

    private static PlanResource Find(PlanGraph plan, string name) =>
        plan.Resources.First(resource => resource.Name.EndsWith(name, StringComparison.Ordinal));
}
