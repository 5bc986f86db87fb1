using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>
/// Order in which the engine can decide the resources of a plan: each after its parent, its provider and its dependencies.
/// </summary>
internal static class RegistrationOrder
{
    /// <summary>Resources of a plan in that order, otherwise in the order of the plan.</summary>
    public static IReadOnlyList<PlanResource> Of(PlanGraph plan)
    {
        var ordered = new List<PlanResource>(plan.Resources.Count);
        var seen = new HashSet<string>(plan.Resources.Count, StringComparer.Ordinal);
        var open = new Stack<(PlanResource Resource, IEnumerator<string> Needed)>();
        foreach (var root in plan.Resources)
        {
            Enter(root);
            while (open.TryPeek(out var top))
            {
                if (!top.Needed.MoveNext())
                {
                    ordered.Add(open.Pop().Resource);
                }
                else if (plan.Find(top.Needed.Current) is { } needed)
                {
                    Enter(needed);
                }
            }
        }
        return ordered;

        void Enter(PlanResource resource)
        {
            if (seen.Add(resource.Urn))
            {
                open.Push((resource, Needs(resource).GetEnumerator()));
            }
        }
    }

    private static IEnumerable<string> Needs(PlanResource resource)
    {
        if (resource.Parent is { } parent)
        {
            yield return parent;
        }
        if (resource.Provider is { } provider)
        {
            yield return provider;
        }
        if (resource.DeletedWith is { } other)
        {
            yield return other;
        }
        foreach (var urn in resource.DependsOn)
        {
            yield return urn;
        }
        foreach (var urns in resource.PropertyDependencies.Values)
        {
            foreach (var urn in urns)
            {
                yield return urn;
            }
        }
    }
}
