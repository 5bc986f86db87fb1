using Infra.Charts;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Monitoring;
using Infra.Naming;
using Infra.Parts;

namespace Infra.Apps;

/// <summary>The apps as a part of the stack.</summary>
public sealed class AppsPart : StackPart
{
    private const string ByOthers = $"{Flows.PodsWithoutMetrics.ByTheCluster}; Traefik: requests and errors";

    /// <inheritdoc/>
    public override string Name => "apps";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("apps"), new("workspaces")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.Apps.Count > 0;

    /// <inheritdoc/>
    public override void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            if (app.OnCluster())
            {
                DatabaseValueRules.Check(context, app);
            }

            if (app.OnCluster() && app.Kind != WorkloadKind.HelmChart)
            {
                WorkloadRules.Check(context, app);
                PodRules.Check(context, app);
                PathRules.Check(context, app);
                SizeRules.Check(context, app);
            }
        }

        ObjectNameRules.Check(context);
        ChartRules.Check(context);
        DiscourseRules.Check(context);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system)
    {
        var names = new List<string>(ChartApps.Secrets(system));
        foreach (var app in StackApps.Of(system))
        {
            foreach (var variable in app.Env)
            {
                if (variable.Secret is { } secret)
                {
                    names.Add(secret);
                }
            }

            foreach (var file in app.Files)
            {
                if (file.Secret is { } secret)
                {
                    names.Add(secret);
                }
            }
        }

        return names;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PodSecurityExemption> Exemptions(SystemSpec system)
    {
        var exemptions = new List<PodSecurityExemption>();
        foreach (var app in StackApps.Of(system))
        {
            if (PodLevel.Of(app.Security) is var level and not PodSecurityLevel.Restricted)
            {
                exemptions.Add(new(system.NamespaceOf(app), level, app.Security.Reason));
            }
        }

        return exemptions;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) =>
        [.. ChartApps.Of(system).Select(app => ChartApp.ChartOf(app.Chart!))];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) =>
    [
        .. ValidationContext.AppsOf(system).Select(
            app => AppRequests.Of(app, AppPods.Surge(system, app, app.Autoscaling?.Min ?? app.Replicas))),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => [AppDashboard.Of(system)];

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene)
    {
        var endpoints = new List<MetricsEndpoint>();
        foreach (var app in scene.Spec.Apps)
        {
            if (MetricsPortOf(app) is { } port)
            {
                Add(scene.Pods(app), port);
                Add(scene.Elsewhere(scene.Spec.NamespaceOf(app), app.Name, PodLabels.App(app)), port);
            }
        }

        return endpoints;

        void Add(PodsEnd? pods, PortSpec port)
        {
            if (pods is not null)
            {
                endpoints.Add(new(pods, port.Port) { Path = port.MetricsPath });
            }
        }
    }

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => system.Apps.Any(app => MetricsPortOf(app) is not null) ? null : ByOthers;

    /// <inheritdoc/>
    public override IReadOnlyList<PodsWithoutMetrics> PodsWithoutMetrics(FlowScene scene)
    {
        var unserved = new List<PodsWithoutMetrics>();
        foreach (var app in scene.Spec.Apps)
        {
            if (MetricsPortOf(app) is null && scene.Pods(app) is { } pods)
            {
                unserved.Add(new(pods, ByOthers));
            }
        }

        return unserved;
    }

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        AppFlows.AddTo(scene);
        AppFlows.AddNodePorts(scene);
    }

    private static PortSpec? MetricsPortOf(AppSpec app)
    {
        foreach (var port in app.Ports)
        {
            if (port.Name == MetricsEndpoint.PortName)
            {
                return port;
            }
        }

        return null;
    }
}
