using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Custom resources of a plan by what they need: the provider that serves them, and resources whose outputs they take.</summary>
internal sealed class Dependents
{
    private static readonly PlanResource[] None = [];

    private readonly Dictionary<string, List<PlanResource>> _byUrn = new(StringComparer.Ordinal);

    /// <summary>Finds the dependents in a plan.</summary>
    public Dependents(PlanGraph plan)
    {
        foreach (var resource in plan.Resources)
        {
            if (resource.IsComponent)
            {
                continue;
            }
            if (resource.Provider is { } provider)
            {
                Add(provider, resource);
            }
            foreach (var urns in resource.PropertyDependencies.Values)
            {
                foreach (var urn in urns)
                {
                    Add(urn, resource);
                }
            }
        }
    }

    /// <summary>Dependents of a resource, in the order of the plan.</summary>
    public IReadOnlyList<PlanResource> Of(string urn) => _byUrn.TryGetValue(urn, out var found) ? found : None;

    private void Add(string urn, PlanResource resource)
    {
        if (!_byUrn.TryGetValue(urn, out var list))
        {
            _byUrn.Add(urn, list = []);
        }
        if (list.Count == 0 || !ReferenceEquals(list[^1], resource))
        {
            list.Add(resource);
        }
    }
}
