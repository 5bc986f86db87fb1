using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Services behind routes: each is planned by a stack of the same cluster, in every phase and step.</summary>
public sealed class BackendsTests
{
    private const string Route = "kubernetes:traefik.io/v1alpha1:IngressRoute";
    private const string Weighted = "kubernetes:traefik.io/v1alpha1:TraefikService";
    private const string Service = "kubernetes:core/v1:Service";

    /// <summary>Services that charts of the platform bring, of tools that hosts publish.</summary>
    private static readonly string[] OfCharts =
    [
        $"{Service} infra/{GrafanaEndpoint.Service}", $"{Service} infra/{PrometheusEndpoint.Service}",
        $"{Service} infra/{AlertmanagerEndpoint.Service}",
    ];

    /// <summary>The stacks of each cluster.</summary>
    private static readonly string[][] Clusters = [["dev"], ["prod", "stage", "test"]];

    public static TheoryData<string> Phases()
    {
        var migration = Described.StackOf("prod").Migration;
        return [.. migration.Phases.SelectMany(phase => phase.Steps.Select(step => step.Name).Append(phase.Name))];
    }

    /// <summary>Slow: plans four stacks in every step of the migration.</summary>
    [Theory]
    [MemberData(nameof(Phases))]
    [Pitfall("traefik-missing-service")]
    public async Task EveryBackendIsPlannedInTheCluster(string phase)
    {
        foreach (var cluster in Clusters)
        {
            var plans = await Task.WhenAll(cluster.Select(stack => DatabaseSystems.PlanAsync(stack, phase)));
            Problems.None(Missing(plans));
            Problems.None(OwnershipTests.Shared(plans));
        }
    }

    [Fact]
    public async Task HomelabPublishesWithoutEncryption()
    {
        var routes = (await Plans.OfAsync("homelab")).Resources.Where(resource => resource.Type == Route).ToArray();

        Each.Of(routes, route => Assert.Null(route.Inputs["spec"]!["tls"]));
        Each.Of(routes, route => Assert.Equal("web", Assert.Single(route.Inputs["spec"]!["entryPoints"]!.Items).Text));
    }

    [Fact]
    public async Task BackendWithoutAServiceIsFound()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Contains("prod: routes-www-weights: there is no service stage/wordpress", Missing([plan]));
        Assert.Empty(Missing([plan, await Plans.OfAsync("stage")]));
    }

    [Theory]
    [InlineData("prod", "3-prod")]
    [InlineData("prod", "2-stage-10")]
    [InlineData("dev", "1-dev")]
    public async Task RoutesComeAfterTheServicesOfTheirStack(string stack, string phase)
    {
        var plan = await DatabaseSystems.PlanAsync(stack, phase);
        var services = plan.Resources.Where(resource => resource.Type == Service)
            .ToDictionary(service => $"{Field(service, "namespace")}/{Field(service, "name")}", StringComparer.Ordinal);

        Each.Of(
            plan.Resources.Where(resource => resource.Type == Weighted),
            weighted => Assert.Equal(
                BackendsOf(weighted).Select(share => $"{share.TextOf("namespace") ?? Field(weighted, "namespace")}/{share.TextOf("name")}")
                    .Where(services.ContainsKey).Select(name => services[name].Urn).Order(),
                weighted.DependsOn.Where(urn => services.Values.Any(service => service.Urn == urn)).Order()));
    }

    private static IReadOnlyList<string> Missing(IReadOnlyList<PlanGraph> plans)
    {
        var services = plans.SelectMany(plan => plan.Resources).Where(resource => resource.Type is Service or Weighted)
            .Select(resource => $"{resource.Type} {Field(resource, "namespace")}/{Field(resource, "name")}")
            .Concat(OfCharts)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from plan in plans
               from resource in plan.Resources
               where resource.Type is Route or Weighted
               from backend in BackendsOf(resource)
               let space = backend.TextOf("namespace") ?? Field(resource, "namespace")
               let type = backend.TextOf("kind") == "TraefikService" ? Weighted : Service
               where !services.Contains($"{type} {space}/{backend.TextOf("name")}")
               select $"{plan.Header.Stack}: {resource.Name}: there is no service {space}/{backend.TextOf("name")}",
        ];
    }

    private static IEnumerable<PlanValue> BackendsOf(PlanResource resource) => resource.Type == Weighted
        ? resource.Inputs.At("spec", "weighted", "services")!.Items
        : resource.Inputs.At("spec", "routes")!.Items.SelectMany(route => route["services"]!.Items);

    private static string? Field(PlanResource resource, string name) => resource.Inputs.At("metadata", name)?.Text;
}
