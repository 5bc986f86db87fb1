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

    /// <summary>Most pods of an app at once: the other slot's of blue-green too, and with autoscaling the upper limit.</summary>
    public static int Pods(AppSpec app)
    {
        var live = app.Autoscaling?.Max ?? app.Replicas;
        return live + (app.BlueGreen.Mode == BlueGreenMode.Full ? app.BlueGreen.IdleReplicas ?? live : 0);
    }

    /// <summary>Requests and limits of apps together.</summary>
    public static ResourceTotal Sum(IEnumerable<AppSpec> apps)
    {
        var total = new ResourceTotal(0, 0, 0, 0);
        foreach (var app in apps)
        {
            var pods = Pods(app);
            var each = app.Resources;
            total = new ResourceTotal(
                total.RequestCpu + (pods * each.RequestCpu.Value),
                total.RequestMemory + (pods * each.RequestMemory.Value),
                total.LimitCpu + (pods * each.LimitCpu.Value),
                total.LimitMemory + (pods * each.LimitMemory.Value));
        }

        return total;
    }

    private static void CheckQuota(ValidationContext context, NamespaceSpec @namespace, QuotaSpec quota)
    {
        var sum = Sum(context.Spec.Apps.Where(app => (app.Namespace ?? context.Spec.Environment.Namespace) == @namespace.Name));
        CheckSum(context, @namespace, "requests", "cores", sum.RequestCpu, quota.Cpu);
        CheckSum(context, @namespace, "limits", "cores", sum.LimitCpu, quota.LimitsCpu ?? quota.Cpu);
        CheckSum(context, @namespace, "requests", "bytes", sum.RequestMemory, quota.Memory);
        CheckSum(context, @namespace, "limits", "bytes", sum.LimitMemory, quota.LimitsMemory ?? quota.Memory);
    }

    private static void CheckSum(ValidationContext context, NamespaceSpec @namespace, string what, string unit, decimal sum, Quantity quota)
    {
        if (sum > quota.Value)
        {
            var written = unit == "cores" ? $"{sum:0.##} cores" : $"{sum / 1073741824m:0.##}Gi";
            context.Error(
                @namespace,
                "quota",
                $"the {what} of all apps in '{@namespace.Name}' are {written}, more than its quota of {quota}",
                "lower replicas or resources of the apps (both blue-green slots count), or raise the quota");
        }
    }
}
