using Infra.Preview.Graph;

namespace Infra.Preview.Policy.Rules;

/// <summary>Rules on the probes of pods that run until they are replaced.</summary>
internal static class ProbeRules
{
    /// <summary>Liveness probes.</summary>
    public static PolicyRule Liveness { get; } = new(
        "liveness-probe",
        "has containers that nobody restarts when they hang",
        "A process that hangs without ending is noticed by nothing but a liveness probe.",
        "Write a livenessProbe: a path, a port, or for what listens on no port a command.",
        "Pods that end by themselves.",
        scene =>
            from pods in scene.Pods
            where pods.IsLongRunning && !IsIdle(pods)
            from container in pods.RunningContainers
            where container["livenessProbe"] is null
            select PolicyObject.Of(pods.Resource, $"container {container.TextOf("name")}: no liveness probe"));

    /// <summary>Readiness probes of pods behind a service.</summary>
    public static PolicyRule Readiness { get; } = new(
        "readiness-probe",
        "gets requests before it can answer them",
        "A service sends requests to every pod that is ready, and without a probe a pod is ready as soon as its process has started.",
        "Write a readinessProbe, or a startupProbe for what never refuses requests once it has started.",
        "Pods that no service of the plan selects.",
        scene => scene.OfKind("Service")
            .SelectMany(service => scene.Selected(
                service.Inputs.At("metadata", "namespace")?.Text ?? "default", service.Inputs.At("spec", "selector")))
            .Distinct()
            .Where(pods => pods.IsLongRunning && !IsIdle(pods)
                && !pods.RunningContainers.Any(static one => one["readinessProbe"] is not null || one["startupProbe"] is not null))
            .Select(pods => PolicyObject.Of(pods.Resource)));

    private static bool IsIdle(PlannedPods pods) =>
        pods.Resource.Inputs.At("spec", "replicas") is { Kind: PlanValueKind.Number, Number: 0 };
}
