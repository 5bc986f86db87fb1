using Infra.Flows;
using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Platform;

public sealed class GrafanaTests
{
    [Fact]
    public async Task OwnerInstallsGrafanaAndGuestsDoNot()
    {
        Assert.Contains((await Plans.OfAsync("prod")).Resources, resource => resource.Name == "grafana-release");
        Each.Lacks((await Plans.OfAsync("stage")).Resources, resource => resource.Name.StartsWith("grafana", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Placement.Compose)]
    [InlineData(Placement.Nowhere)]
    public async Task GrafanaThatRunsElsewhereIsNotInstalled(Placement runsOn) => Each.Lacks(
        (await PlanAsync(watch => watch with { Grafana = new() { RunsOn = runsOn } })).Resources,
        resource => resource.Name.StartsWith("grafana", StringComparison.Ordinal));

    [Fact]
    public async Task OldPodStopsBeforeTheNewOneTakesTheVolume()
    {
        var values = await ValuesAsync(watch => watch);
        Assert.Equal("Recreate", values.At("deploymentStrategy", "type")!.Text);
        var volume = values["persistence"]!;
        Assert.Equal(("10Gi", "longhorn-fast"), (volume.TextOf("size"), volume.TextOf("storageClassName")));
    }

    [Fact]
    public async Task PasswordsAreInSecretsAlone()
    {
        var plan = await PlanAsync(watch => watch with { Grafana = new() { SignIn = SignIn } });
        var release = Named(plan, "grafana-release");
        Each.Lacks(Plans.Texts(release.Inputs), text => text.Path.Contains("adminPassword", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("grafana-admin", release.Inputs.At("values", "admin", "existingSecret")!.Text);
        Assert.Equal(
            "client-secret",
            release.Inputs.At("values", "envValueFrom", "GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET", "secretKeyRef", "key")!.Text);
        Assert.EndsWith("RandomPassword", Named(plan, "grafana-secret-key").Type, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SidecarReadsConfigMapsAndNoSecrets()
    {
        var plan = await PlanAsync(watch => watch);
        var rule = Assert.Single(Named(plan, "grafana-role").Inputs["rules"]!.Items);
        Assert.Equal(["configmaps"], rule["resources"]!.Items.Select(item => item.Text));
        var values = Named(plan, "grafana-release").Inputs["values"]!;
        Assert.Equal(("grafana-dashboards", true), (values.At("rbac", "useExistingRole")!.Text, values.At("rbac", "namespaced")!.IsTrue));
        Assert.Equal("configmap", values.At("sidecar", "dashboards", "resource")!.Text);
    }

    [Fact]
    public async Task EachDashboardIsAConfigMapThatTheSidecarFinds()
    {
        var maps = (await PlanAsync(watch => watch)).Resources
            .Where(resource => resource.Name.StartsWith("grafana-dashboard-", StringComparison.Ordinal)).ToArray();
        Assert.Equal(7, maps.Length);
        Each.Of(maps, map => Assert.Equal("1", map.Inputs.At("metadata", "labels", "grafana_dashboard")!.Text));
    }

    [Fact]
    public async Task SourcesInDockerAreAskedThereAndReachable()
    {
        Func<ObservabilitySpec, ObservabilitySpec> change = watch => watch with
        {
            Prometheus = new() { RunsOn = Placement.Compose, Url = "http://192.0.2.14:9090" },
            Loki = null,
            Alloy = null,
        };
        var source = Assert.Single((await ValuesAsync(change)).At("datasources", "datasources.yaml", "datasources")!.Items);
        Assert.Equal(("prometheus", "http://192.0.2.14:9090"), (source.TextOf("uid"), source.TextOf("url")));
        Assert.Equal(
            ["Loki", "Alertmanager"],
            (await ValuesAsync(change)).At("datasources", "datasources.yaml", "deleteDatasources")!.Items
                .Select(item => item.TextOf("name")));

        var system = With(change);
        var flow = Assert.Single(
            StackParts.Flows(system), flow => flow.From.Text == "infra/grafana" && flow.Ports.Contains(new FlowPort(9090)));
        Assert.Equal(["192.0.2.14/32"], Assert.IsType<AddressesEnd>(flow.To).Ranges);
    }

    [Fact]
    public async Task SignInGivesTheRoleByTheRolesOfLogto()
    {
        var values = await ValuesAsync(watch => watch with { Grafana = new() { SignIn = SignIn } });
        var settings = values.At("grafana.ini", "auth.generic_oauth")!;
        Assert.Equal("https://auth.example.org/oidc/token", settings.TextOf("token_url"));
        Assert.Equal("contains(roles[*], 'operators') && 'Admin' || 'Viewer'", settings.TextOf("role_attribute_path"));
    }

    [Fact]
    public async Task NobodyRegistersAndNothingIsReported()
    {
        var settings = (await ValuesAsync(watch => watch))["grafana.ini"]!;
        Assert.False(settings.At("users", "allow_sign_up")!.IsTrue);
        Assert.False(settings.At("auth.anonymous", "enabled")!.IsTrue);
        Assert.False(settings.At("analytics", "reporting_enabled")!.IsTrue);
        Assert.False(settings.At("plugins", "preinstall_auto_update")!.IsTrue);
        Assert.True(settings.At("plugins", "preinstall_disabled")!.IsTrue);
    }

    [Fact]
    public void RequestsOfTheSidecarCount() => Assert.Equal(
        0.06m, Assert.Single(new GrafanaPart().PodRequests(Described.StackOf("prod"))).Each.Cpu);

    [Fact]
    public void WarnsOfAGrafanaThatFindsNothing()
    {
        Assert.Contains(
            "Grafana runs in the cluster and has nothing to query",
            string.Join('\n', Problems(watch => new() { Namespace = "infra", Grafana = new() })),
            StringComparison.Ordinal);
        Assert.Contains(
            "prometheus in Docker, and nothing says where",
            string.Join('\n', Problems(watch => watch with { Prometheus = new() { RunsOn = Placement.Compose } })),
            StringComparison.Ordinal);
        Assert.Empty(Problems(watch => watch));
    }

    [Fact]
    public void RefusesAUrlOfWhatRunsNowhere() => Assert.Contains(
        "loki runs nowhere; leave url out, or set runsOn: compose",
        string.Join('\n', Problems(watch => watch with { Loki = new() { RunsOn = Placement.Nowhere, Url = "http://192.0.2.14:3100" } })),
        StringComparison.Ordinal);

    [Fact]
    public void GuestsHearNothingOfTheOwnersGrafana()
    {
        var guest = Described.StackOf("stage");
        var watch = guest.Observability with { Prometheus = new() { RunsOn = Placement.Compose } };
        Assert.Empty(RuleRun.Problems(GrafanaRules.Check, guest with { Observability = watch }));
    }

    [Fact]
    public void ExampleOfAUrlHasThePortOfItsProgram() => Assert.Contains(
        "as http://192.0.2.14:3100",
        string.Join('\n', Problems(watch => watch with { Loki = new() { RunsOn = Placement.Compose }, Alloy = null })),
        StringComparison.Ordinal);

    private static GrafanaSignInSpec SignIn { get; } = new()
    {
        Issuer = "https://auth.example.org/oidc/",
        ClientId = "grafana",
        ClientSecret = "grafanaPassword",
        AdminRole = "operators",
    };

    private static SystemSpec With(Func<ObservabilitySpec, ObservabilitySpec> change)
    {
        var system = Described.StackOf("prod");
        return system with { Observability = change(system.Observability) };
    }

    private static string[] Problems(Func<ObservabilitySpec, ObservabilitySpec> change) =>
        RuleRun.Problems(GrafanaRules.Check, With(change));

    private static Task<PlanGraph> PlanAsync(Func<ObservabilitySpec, ObservabilitySpec> change) => Plans.OfAsync(With(change));

    private static async Task<PlanValue> ValuesAsync(Func<ObservabilitySpec, ObservabilitySpec> change) =>
        Named(await PlanAsync(change), "grafana-release").Inputs["values"]!;

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
