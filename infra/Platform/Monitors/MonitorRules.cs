using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of monitors.</summary>
internal static class MonitorRules
{
    /// <summary>Refuses monitors in the cluster of a stack without Prometheus, which does not know their kinds.</summary>
    public static void Check(ValidationContext context)
    {
        var observability = context.Spec.Observability;
        if (context.OwnsCluster || !observability.WatchesCluster())
        {
            return;
        }

        if (context.ClusterOwner is { } owner && !owner.Observability.WatchesCluster())
        {
            context.Error(
                observability.Prometheus!,
                "runsOn",
                $"the stack {owner.Stack.Name} does not run Prometheus on the cluster in its "
                    + (owner.Stack.Phase is { } phase ? $"phase '{phase}'" : "description"),
                $"bring {owner.Stack.Name} to a phase in which it does, or go back to an earlier one here");
        }
    }
}
