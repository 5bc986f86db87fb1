namespace Infra.Model.Validation;

/// <summary>Requests, limits and quotas.</summary>
public static class ResourceRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var space in context.Spec.Namespaces)
        {
            CheckPair(context, space.Limits, $"the defaults of the namespace '{space.Name}'", space.Limits.RequestCpu, space.Limits.LimitCpu, space.Limits.RequestMemory, space.Limits.LimitMemory);
        }

        foreach (var (resources, owner) in All(context.Spec))
        {
            CheckPair(context, resources, owner, resources.RequestCpu, resources.LimitCpu, resources.RequestMemory, resources.LimitMemory);
        }

        foreach (var space in context.Spec.OwnNamespaces())
        {
            if (space.Quota is { } quota)
            {
                CheckQuota(context, space, quota);
            }
        }
    }

    /// <summary>Pods of an app at once: with blue-green those of the other slot too, with autoscaling at the most.</summary>
    public static int Pods(AppSpec app)
    {
        var live = app.Autoscaling?.Max ?? app.Replicas;
        return live + (app.BlueGreen.Mode == BlueGreenMode.Full ? app.BlueGreen.IdleReplicas ?? live : 0);
    }

    /// <summary>What all apps of a namespace ask for and may use together.</summary>
    public static (decimal RequestCpu, decimal RequestMemory, decimal LimitCpu, decimal LimitMemory) Sum(IEnumerable<AppSpec> apps) =>
        apps.Select(app => (Pods: Pods(app), app.Resources)).Aggregate(
            (RequestCpu: 0m, RequestMemory: 0m, LimitCpu: 0m, LimitMemory: 0m),
            (sum, next) => (
                sum.RequestCpu + (next.Pods * next.Resources.RequestCpu.Value),
                sum.RequestMemory + (next.Pods * next.Resources.RequestMemory.Value),
                sum.LimitCpu + (next.Pods * next.Resources.LimitCpu.Value),
                sum.LimitMemory + (next.Pods * next.Resources.LimitMemory.Value)));

    private static void CheckQuota(ValidationContext context, NamespaceSpec space, QuotaSpec quota)
    {
        var sum = Sum(context.Spec.Apps.Where(app => app.Kind != WorkloadKind.Database && (app.Namespace ?? context.Spec.Environment.Namespace) == space.Name));
        CheckSum(context, space, "requests", "cores", sum.RequestCpu, quota.Cpu);
        CheckSum(context, space, "limits", "cores", sum.LimitCpu, quota.LimitsCpu ?? quota.Cpu);
        CheckSum(context, space, "requests", "bytes", sum.RequestMemory, quota.Memory);
        CheckSum(context, space, "limits", "bytes", sum.LimitMemory, quota.LimitsMemory ?? quota.Memory);
    }

    private static void CheckSum(ValidationContext context, NamespaceSpec space, string what, string unit, decimal sum, Quantity quota)
    {
        if (sum > quota.Value)
        {
            var written = unit == "cores" ? $"{sum:0.##} cores" : $"{sum / 1073741824m:0.##}Gi";
            context.Error(space, "quota", $"the {what} of all apps in '{space.Name}' are {written}, more than its quota of {quota}", "lower replicas or resources of the apps (both blue-green slots count), or raise the quota");
        }
    }

    private static void CheckPair(ValidationContext context, object record, string owner, Quantity requestCpu, Quantity limitCpu, Quantity requestMemory, Quantity limitMemory)
    {
        if (requestCpu > limitCpu)
        {
            context.Error(record, "requestCpu", $"{owner} asks for {requestCpu} cores and may use {limitCpu}", "a request is at most the limit");
        }

        if (requestMemory > limitMemory)
        {
            context.Error(record, "requestMemory", $"{owner} asks for {requestMemory} of memory and may use {limitMemory}", "a request is at most the limit");
        }
    }

    private static IEnumerable<(ResourcesSpec Resources, string Owner)> All(SystemSpec spec) =>
        spec.Apps.Select(app => (app.Resources, $"'{app.Name}'"))
            .Concat(spec.Apps.SelectMany(app => app.InitJobs).Select(job => (job.Resources, $"'{job.Name}'")))
            .Concat(spec.Databases.Postgres.Select(server => (server.Resources, $"'{server.Name}'")))
            .Concat(spec.Databases.Mysql.Select(server => (server.Resources, $"'{server.Name}'")))
            .Concat(spec.Databases.Redis.Select(server => (server.Resources, $"'{server.Name}'")))
            .Append((spec.Ingress.Traefik.Resources, "Traefik"));
}
