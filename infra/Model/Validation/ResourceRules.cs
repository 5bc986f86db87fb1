namespace Infra.Model.Validation;

/// <summary>Rules of quotas: what the apps of a namespace request and may use fits it.</summary>
public static class ResourceRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var @namespace in context.Spec.OwnNamespaces())
        {
            if (@namespace.Quota is { } quota)
            {
                CheckQuota(context, @namespace, quota);
            }
        }
    }

    private static void CheckQuota(ValidationContext context, NamespaceSpec @namespace, QuotaSpec quota)
    {
        var own = context.Spec.Environment.Namespace;
        AppSpec[] apps = [.. context.AppsOnCluster.Where(app => (app.Namespace ?? own) == @namespace.Name)];
        Check("requests", "cores", quota.Cpu, static all => all.RequestCpu, static each => each.RequestCpu);
        Check("limits", "cores", quota.LimitsCpu ?? quota.Cpu, static all => all.LimitCpu, static each => each.LimitCpu);
        Check("requests", "bytes", quota.Memory, static all => all.RequestMemory, static each => each.RequestMemory);
        Check("limits", "bytes", quota.LimitsMemory ?? quota.Memory, static all => all.LimitMemory, static each => each.LimitMemory);

        void Check(
            string what, string unit, Quantity limit, Func<ResourceTotal, decimal> total, Func<ResourcesSpec, Quantity> each)
        {
            var sum = total(ResourceTotal.Of(apps));
            if (sum > limit.Value)
            {
                context.Error(
                    @namespace,
                    "quota",
                    $"the {what} of all apps in '{@namespace.Name}' are {Written(sum, unit)}, more than its quota of {limit}",
                    "lower replicas or resources of the apps (both blue-green slots count), or raise the quota");
            }
            else if (Largest(apps, app => More(context.Spec, app, each)) is var (app, more)
                && sum + more > limit.Value)
            {
                context.Warn(
                    @namespace,
                    "quota",
                    $"while another version of '{app}' goes live, the {what} of all apps in '{@namespace.Name}' are "
                        + $"{Written(sum + more, unit)}, more than its quota of {limit}: its pods cannot start",
                    "raise the quota, or lower the resources or the number of pods");
            }
        }
    }

    /// <summary>The app that a release adds most to, and how much; one app is released at a time.</summary>
    private static (string App, decimal More) Largest(IReadOnlyList<AppSpec> apps, Func<AppSpec, decimal> more)
    {
        var largest = ("", 0m);
        foreach (var app in apps)
        {
            if (app.OnCluster() && more(app) is var found && found > largest.Item2)
            {
                largest = (app.Name, found);
            }
        }

        return largest;
    }

    /// <summary>
    /// Resources beside those of an app's pods while another version goes live: of its jobs, which run one after another, and then of the
    /// pods that start before others stop.
    /// </summary>
    private static decimal More(SystemSpec system, AppSpec app, Func<ResourcesSpec, Quantity> each) => Math.Max(
        AppPods.Surge(system, app, app.Autoscaling?.Max ?? app.Replicas) * each(app.Resources).Value,
        app.InitJobs.Where(static job => job.Namespace is null).Select(job => each(job.Resources).Value).DefaultIfEmpty().Max());

    private static string Written(decimal sum, string unit) => unit == "cores" ? $"{sum:0.##} cores" : $"{sum / 1073741824m:0.##}Gi";
}
