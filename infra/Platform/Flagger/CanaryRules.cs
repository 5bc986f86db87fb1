using Infra.Model;
using Infra.Model.Validation;
using Infra.Naming;

namespace Infra.Platform;

/// <summary>Rules of canaries: what Flagger can release step by step, and what it needs.</summary>
internal static class CanaryRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var canaries = context.Spec.Delivery.Canaries;
        foreach (var canary in canaries)
        {
            CheckWeights(context, canary);
            if (context.Spec.Apps.FirstOrDefault(app => app.Name == canary.Name) is { } app)
            {
                CheckApp(context, canary, app);
                CheckHosts(context, canary, app);
                CheckTest(context, app);
                CheckNames(context, canary);
            }
        }

        if (canaries.Count > 0)
        {
            CheckPlatform(context, canaries[0]);
        }
    }

    private static void CheckPlatform(ValidationContext context, CanarySpec first)
    {
        if (PrometheusEndpoint.Of(context.Spec) is null)
        {
            context.Error(
                first,
                null,
                "a canary is judged by Prometheus, and none runs on the cluster",
                $"describe observability.prometheus with runsOn: k3s{Home(context.Spec)}, or remove the canaries");
        }

        if (!context.OwnsCluster && context.ClusterOwner is { Delivery.Canaries.Count: 0 } owner)
        {
            context.Error(
                first,
                null,
                $"the stack '{owner.Stack.Name}', whose cluster this one lives in, describes no canary, so nothing installs Flagger there",
                $"describe a canary in '{owner.Environment.Name}' too, or none here");
        }
    }

    /// <summary>Rest of the advice to describe Prometheus where its namespace is not described either.</summary>
    private static string Home(SystemSpec spec)
    {
        var home = spec.Observability.Namespace;
        return spec.Namespaces.Any(each => each.Name == home)
            ? ""
            : $" and a namespace of namespaces as observability.namespace, as '{home}' is not described";
    }

    private static void CheckWeights(ValidationContext context, CanarySpec canary)
    {
        for (var index = 0; index < canary.StepWeights.Count; index++)
        {
            var (weight, before) = (canary.StepWeights[index], index == 0 ? 0 : canary.StepWeights[index - 1]);
            if (weight <= before)
            {
                context.Error(
                    canary,
                    "stepWeights",
                    $"the weights are {string.Join(", ", canary.StepWeights)}",
                    "write percents that are each larger than the one before");
                break;
            }
        }

        if (canary is { Iterations: not null, StepWeights.Count: > 0 })
        {
            context.Error(
                canary,
                "iterations",
                "with iterations all traffic is moved at once, and stepWeights move it step by step",
                "write one of the two");
        }

        if (canary.Interval.Value.TotalSeconds % 1 > 0)
        {
            context.Error(canary, "interval", $"'{canary.Interval}' is not a whole number of seconds", "write minutes or seconds");
        }
    }

    private static void CheckApp(ValidationContext context, CanarySpec canary, AppSpec app)
    {
        if (app.Kind != WorkloadKind.Deployment)
        {
            context.Error(
                canary,
                "name",
                $"'{app.Name}' is not a Deployment, and Flagger releases nothing else",
                "remove the canary, or set kind: deployment");
            return;
        }

        if (app.BlueGreen.Mode != BlueGreenMode.None)
        {
            context.Error(
                canary,
                "name",
                $"'{app.Name}' has blue-green deployment, and both would change its pods and traffic",
                $"set apps[{app.Name}].blueGreen.mode: none, or remove the canary");
        }

        if (app.Ports.Count == 0)
        {
            context.Error(canary, "name", $"'{app.Name}' listens on no port, so it has no traffic to share", "remove the canary");
        }

        if (app.Autoscaling is null)
        {
            context.Error(
                canary,
                "name",
                $"Flagger owns the number of pods of '{app.Name}', and only an autoscaler can tell it that number",
                $"write apps[{app.Name}].autoscaling with min and max, which may be equal");
        }

        if (AppPods.Recreates(context.Spec, app))
        {
            var oneNode = AppPods.OneNodeMount(context.Spec, app);
            context.Error(
                canary,
                "name",
                $"two versions of '{app.Name}' would run at once, and "
                    + (oneNode is null ? "its strategy is recreate" : $"its volume {oneNode.Name} has pods of one node only"),
                "remove the canary, or set accessMode: ReadWriteMany and strategy: rolling");
        }
    }

    private static void CheckHosts(ValidationContext context, CanarySpec canary, AppSpec app)
    {
        var hosts = context.Spec.Ingress.Hosts.Where(host => host.App == app.Name).ToList();
        if (hosts.Count == 0)
        {
            context.Error(
                canary,
                "name",
                $"no host leads to '{app.Name}', so Traefik would measure no request and every canary would be rolled back",
                "publish the app under ingress.hosts, or remove the canary");
        }

        foreach (var host in hosts)
        {
            if (host.Port is { } port && app.Ports.Count > 0 && port != app.Ports[0].Name)
            {
                context.Error(
                    host,
                    "port",
                    $"the canary of '{app.Name}' shares the traffic of its first port, '{app.Ports[0].Name}', not of '{port}'",
                    "publish the first port, or remove the canary");
            }
        }
    }

    private static void CheckTest(ValidationContext context, AppSpec app)
    {
        if (app.BlueGreen.SmokeTest.Port is { } port && app.Ports.Count > 0 && port != app.Ports[0].Name)
        {
            context.Error(
                app.BlueGreen.SmokeTest,
                "port",
                $"the service of a canary has the first port of '{app.Name}', '{app.Ports[0].Name}', and no '{port}'",
                "test the first port");
        }
    }

    private static void CheckNames(ValidationContext context, CanarySpec canary)
    {
        foreach (var name in CanaryName.All(canary.Name))
        {
            if (context.Spec.Apps.FirstOrDefault(app => app.Name == name) is { } taken)
            {
                context.Error(
                    taken, "name", $"Flagger creates objects of this name for the canary of '{canary.Name}'", "choose another name");
            }
        }
    }
}
