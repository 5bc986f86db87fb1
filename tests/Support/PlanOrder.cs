using Infra.Preview.Graph;

namespace Infra.Tests.Support;

/// <summary>Order of a plan's resources.</summary>
internal static class PlanOrder
{
    /// <summary>URNs of the resources that are done before a resource, directly or not.</summary>
    public static IReadOnlySet<string> Before(this PlanGraph plan, PlanResource resource)
    {
        var all = plan.Resources.ToDictionary(found => found.Urn, StringComparer.Ordinal);
        var before = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(resource.DependsOn);
        while (open.TryPop(out var urn))
        {
            if (before.Add(urn))
            {
                foreach (var next in all[urn].DependsOn)
                {
                    open.Push(next);
                }
            }
        }

        return before;
    }
}
