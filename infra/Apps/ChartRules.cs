using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Apps;

/// <summary>Rules of apps that a chart installs.</summary>
internal static class ChartRules
{
    /// <summary>Settings of an app that its chart's values say, with which nothing would happen here.</summary>
    private static readonly string[] OfTheChart =
    [
        "image", "pullPolicy", "strategy", "priority", "replicas", "command", "args", "env", "mounts", "scratch", "files", "security",
        "stopDelay", "stopCommand", "gracePeriod", "resources", "startupProbe", "readinessProbe", "livenessProbe", "autoscaling",
        "minAvailable", "blueGreen", "initJobs", "nodeLabels", "discourse",
    ];

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            if (app.Kind != WorkloadKind.HelmChart || app.Chart is not { } chart)
            {
                CheckUnread(context, app);
                continue;
            }

            foreach (var setting in OfTheChart)
            {
                if (context.IsWritten(app, setting))
                {
                    context.Error(app, setting, $"the chart of '{app.Name}' knows nothing of it", "write it in the chart's values");
                }
            }

            ChartValues.Check(chart, context.Of(chart, "values"), context.PathOf(chart, "values"), context.Problems);
            var home = context.Spec.NamespaceOf(app);
            CheckTotal(context, app, chart, home);
        }
    }

    private static void CheckUnread(ValidationContext context, AppSpec app)
    {
        if (app.Chart is not null)
        {
            context.Error(app, "chart", "nothing installs it while kind is not helmChart", "set kind: helmChart, or remove chart");
        }
    }

    /// <summary>A quota counts what the chart's pods ask for, whether or not it is described.</summary>
    private static void CheckTotal(ValidationContext context, AppSpec app, ChartSpec chart, string home)
    {
        if (app.OnCluster()
            && chart.Total is null
            && context.Spec.Namespaces.FirstOrDefault(candidate => candidate.Name == home) is { Quota: not null })
        {
            context.Error(
                chart,
                "total",
                $"the namespace '{home}' has a quota, and what the pods of '{app.Name}' ask for is not described",
                "write the sum of the requests and limits in the chart's values");
        }
    }
}
