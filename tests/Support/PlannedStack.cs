using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Tests.Support;

/// <summary>Stack with its plan.</summary>
/// <param name="Spec">Described system of the stack.</param>
/// <param name="Plan">Plan of the stack.</param>
internal sealed record PlannedStack(SystemSpec Spec, PlanGraph Plan)
{
    /// <summary>Lists the planned resources of a type.</summary>
    public IEnumerable<PlanResource> OfType(string type) => Plan.Resources.Where(resource => resource.Type == type);

    /// <summary>Planned Kubernetes objects, including releases of charts.</summary>
    public IEnumerable<PlanResource> KubernetesObjects =>
        Plan.Resources.Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal));
}
