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
        var sum = ResourceTotal.Of(context.Spec.Apps.Where(app => (app.Namespace ?? own) == @namespace.Name));
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
