using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Tests.Support;

/// <summary>A stack with its plan.</summary>
/// <param name="Spec">The described system, folded for the stack.</param>
/// <param name="Plan">The plan.</param>
internal sealed record PlannedStack(SystemSpec Spec, PlanGraph Plan)
{
    /// <summary>The planned resources of a type.</summary>
    public IEnumerable<PlanResource> OfType(string type) => Plan.Resources.Where(resource => resource.Type == type);

    /// <summary>The planned objects of Kubernetes, releases of charts included.</summary>
    public IEnumerable<PlanResource> KubernetesObjects =>
        Plan.Resources.Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal));
}
