using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;

namespace Infra.Apps;

/// <summary>Decisions on how new pods of an app replace old ones, and for how long a run waits for them.</summary>
public static class Rollout
{
    /// <summary>Number of former versions that <c>kubectl rollout undo</c> can return to.</summary>
    public const int History = 3;

    // A pull of an image of a few GB, and a volume that moves to another node.
    private static readonly TimeSpan Preparation = TimeSpan.FromMinutes(5);

    /// <summary>The strategy of an app's Deployment.</summary>
    public static DeploymentStrategyArgs Strategy(SystemSpec system, AppSpec app) => AppPods.Recreates(system, app)
        ? new() { Type = "Recreate" }
        : new() { Type = "RollingUpdate", RollingUpdate = new RollingUpdateDeploymentArgs { MaxSurge = 1, MaxUnavailable = 0 } };

    /// <summary>
    /// Time without progress after which a rollout has failed. Pods that start at once may wait for one another, as for the lock of a
    /// migration, so each has its own time to start.
    /// </summary>
    public static TimeSpan Progress(Workload workload) => Preparation + (workload.Full * Start(workload.App));

    /// <summary>Time that a run waits for a workload: each pod is pulled, started, and its predecessor stopped.</summary>
    public static CustomTimeouts Wait(Workload workload)
    {
        var each = Preparation + Start(workload.App) + workload.App.GracePeriod.Value;
        var all = Progress(workload) + (workload.Full * each);
        return new() { Create = all, Update = all, Delete = Preparation + workload.App.GracePeriod.Value };
    }

    /// <summary>Time in which a pod must have started: until its startup probe gives up, and one answer of its readiness probe.</summary>
    private static TimeSpan Start(AppSpec app) => Budget(app.StartupProbe, checks: null) + Budget(app.ReadinessProbe, checks: 1);

    private static TimeSpan Budget(ProbeSpec? probe, int? checks) =>
        probe is null ? TimeSpan.Zero : probe.InitialDelay.Value + ((checks ?? probe.FailureThreshold) * probe.Period.Value);
}
