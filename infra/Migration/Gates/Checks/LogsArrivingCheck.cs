using Infra.Model;
using Infra.Model.Validation;
using Infra.Platform;

namespace Infra.Migration;

/// <summary>
/// Loki has lines of this cluster that are at most as many seconds old. Which Loki it is, in Docker or in the cluster, is read from the
/// configuration that Alloy runs with: the next step may change it.
/// </summary>
public sealed class LogsArrivingCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.LogsArriving;

    /// <inheritdoc/>
    public override (decimal Most, string Unit)? Max => (86_400, "seconds");

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion)
    {
        var (@namespace, max) = (scene.System.Observability.Namespace, Number(Math.Ceiling(criterion.Max!.Value)));
        var cluster = scene.System.Cluster.Name;
        return new(
            $"the Loki to which Alloy in {@namespace} pushes: number of lines of the cluster {cluster} in the last {max} seconds",
            "at least one",
            @namespace,
            Alloy.Release,
            cluster,
            max);
    }

    /// <inheritdoc/>
    public override void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion)
    {
        if (scene is { IsOwn: true, IsNext: true }
            && context.OwnsCluster
            && context.Spec.Observability.Alloy is not { RunsOn: Placement.K3s or Placement.Both })
        {
            context.Error(
                criterion,
                "check",
                "no Alloy runs on the cluster, which would push log lines",
                "describe observability.alloy, or remove the criterion");
        }
    }
}
