using Infra.Charts;
using Infra.Cluster;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Monitoring;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>Grafana as a part: installed by the stack that owns the cluster, with the dashboards of all parts in it.</summary>
public sealed class GrafanaPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => PartNames.Grafana;

    /// <inheritdoc/>
    public override IReadOnlyList<string> After { get; } = [PartNames.Storage];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && GrafanaEndpoint.PodsOf(system) is not null;

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => GrafanaRules.Check(context);

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster)
    {
        var grafana = new Grafana(
            "grafana",
            new()
            {
                Namespace = made.Namespaces[context.System.Observability.Namespace],
                Dashboards = DashboardsOf(context.System, made.All),
                After = made.Ready(After),
            },
            context);
        return grafana.Ready;
    }

    /// <summary>The dashboards of a stack: Grafana's own, then those of the other parts; none where it has no Grafana.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="parts">All parts.</param>
    public static IReadOnlyList<Dashboard> DashboardsOf(SystemSpec system, IReadOnlyList<StackPart> parts) =>
        !parts.Any(part => part is GrafanaPart && part.IsIn(system)) ? [] : SharedDashboards.Merge(
            parts.Where(part => part.IsIn(system)).OrderBy(part => part is not GrafanaPart).SelectMany(part => part.Dashboards(system)));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system) => IsIn(system) && system.Observability.Grafana is { } grafana
        ? [.. ((string?[])[grafana.Password, grafana.SecretKey, grafana.SignIn?.ClientSecret]).OfType<string>()]
        : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) => IsIn(system) ? [GrafanaVersions.Chart] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system)
    {
        var values = GrafanaValues.For(system);
        var (main, sidecar) = (ChartPods.Of(Name, values), ChartPods.Of(Name, values, "sidecar"));
        return [main with { Each = main.Each + sidecar.Each }];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) =>
        GrafanaEndpoint.PodsOf(scene.Spec) is { } pods ? [new(pods, GrafanaEndpoint.Port)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) =>
    [
        OverviewDashboard.Of(system),
        HostsDashboard.Of(),
        .. MigrationDashboard.IsIn(system) ? [MigrationDashboard.Of(system)] : (Dashboard[])[],
    ];

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (GrafanaEndpoint.PodsOf(scene.Spec) is not { } grafana)
        {
            return;
        }

        var spec = scene.Spec.Observability.Grafana!;
        scene.Add(grafana, scene.ApiServer, "finds dashboards", new FlowPort(Addresses.ApiPort));
        PrometheusPart.AddClient(scene, grafana);
        LokiPart.AddClient(scene, grafana, "queries");
        foreach (var source in DataSource.Of(scene.Spec))
        {
            if (source.Url == scene.Spec.Observability.Prometheus?.Url || source.Url == scene.Spec.Observability.Loki?.Url)
            {
                scene.AddService(grafana, ServiceEndpoint.Parse(source.Url), [], "queries");
            }
        }

        if (spec.Plugins.Count > 0)
        {
            scene.Add(grafana, scene.Internet, "plugins", new FlowPort(443));
        }

        if (spec.SignIn is { } signIn)
        {
            var issuer = new Uri(signIn.Issuer).GetLeftPart(UriPartial.Authority);
            scene.AddService(grafana, ServiceEndpoint.Parse(issuer), [], "sign-in");
        }
    }
}
