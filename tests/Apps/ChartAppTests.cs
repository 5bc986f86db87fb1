using Infra.Apps;
using Infra.Databases;
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
        var before = Named(plan, "app-harbor-release").DependsOn;

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

    [Fact]
    public void HarborFindsItsDatabasesByTheirRealNames()
    {
        var system = Described.StackOf("homelab");
        var values = ChartValues.Of(system.Apps.Single(app => app.Name == "harbor").Chart!);
        var postgres = DatabaseEngines.Find(system, "harbor-postgres", "registry")!;
        var redis = DatabaseEngines.Find(system, "harbor-redis", "harbor-redis")!;

        Assert.Equal(
            (postgres.Host, $"{postgres.Port}", postgres.User, postgres.Name),
            (Text("database.external.host"), Text("database.external.port"), Text("database.external.username"),
                Text("database.external.coreDatabase")));
        Assert.Equal($"{redis.Host}:{redis.Port}", Text("redis.external.addr"));

        string Text(string path) => (string)path.Split('.').Aggregate(
            (object)values, (value, key) => ((IReadOnlyDictionary<string, object>)value)[key]);
    }

    /// <summary>The chart would otherwise make these at each rendering (its values.yaml, "will generate one").</summary>
    [Theory]
    [InlineData("existingSecretAdminPassword", "HARBOR_ADMIN_PASSWORD")]
    [InlineData("existingSecretSecretKey", "secretKey")]
    [InlineData("core.existingSecret", "secret")]
    [InlineData("core.existingXsrfSecret", "CSRF_KEY")]
    [InlineData("core.secretName", "tls.key")]
    [InlineData("core.secretName", "tls.crt")]
    [InlineData("jobservice.existingSecret", "JOBSERVICE_SECRET")]
    [InlineData("registry.existingSecret", "REGISTRY_HTTP_SECRET")]
    [InlineData("registry.credentials.existingSecret", "REGISTRY_PASSWD")]
    [InlineData("registry.credentials.existingSecret", "REGISTRY_HTPASSWD")]
    [InlineData("database.external.existingSecret", "password")]
    [InlineData("redis.external.existingSecret", "REDIS_PASSWORD")]
    public void HarborGetsItsSecretsFromTheStack(string path, string key)
    {
        var chart = Described.StackOf("homelab").Apps.Single(app => app.Name == "harbor").Chart!;
        var name = (string)path.Split('.').Aggregate(
            (object)ChartValues.Of(chart), (value, part) => ((IReadOnlyDictionary<string, object>)value)[part]);

        Assert.Contains(key, Assert.Single(chart.Secrets, secret => secret.Name == name).Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void HarborsSumIsThatOfItsValues()
    {
        var chart = Described.StackOf("homelab").Apps.Single(app => app.Name == "harbor").Chart!;
        var (requests, limits) = (Sum("requests"), Sum("limits"));

        Assert.Equal(
            (requests.Cpu, requests.Memory, limits.Cpu, limits.Memory),
            (chart.Total!.RequestCpu.Value, chart.Total.RequestMemory.Value, chart.Total.LimitCpu.Value, chart.Total.LimitMemory.Value));

        (decimal Cpu, decimal Memory) Sum(string kind)
        {
            var all = Resources(ChartValues.Of(chart)).Select(resources => (IReadOnlyDictionary<string, object>)resources[kind]).ToArray();
            return (
                all.Sum(one => Quantity.Parse((string)one["cpu"]).Value),
                all.Sum(one => Quantity.Parse((string)one["memory"]).Value));
        }
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

    private static IEnumerable<IReadOnlyDictionary<string, object>> Resources(IReadOnlyDictionary<string, object> values)
    {
        foreach (var (key, value) in values)
        {
            if (value is IReadOnlyDictionary<string, object> map)
            {
                foreach (var found in key == "resources" ? [map] : Resources(map))
                {
                    yield return found;
                }
            }
        }
    }

    private static string Entry(IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> inputs, string secret, string key) =>
        (string)((IReadOnlyDictionary<string, object>)inputs[$"app-harbor-{secret}"]["stringData"])[key];

    private static async Task<PlanResource> NamedAsync(string name) => Named(await Plans.OfAsync("homelab"), name);

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);

    private static PlanResource Find(PlanGraph plan, string name) =>
        plan.Resources.First(resource => resource.Name.EndsWith(name, StringComparison.Ordinal));
}
