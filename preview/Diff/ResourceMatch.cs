using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>
/// Resources of two plans that are the same to the engine: by URN, else by the first alias that no other resource has taken.
/// </summary>
internal sealed class ResourceMatch
{
    private readonly Dictionary<string, PlanResource> _formers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _successors = new(StringComparer.Ordinal);

    /// <summary>Matches the resources of two plans.</summary>
    public ResourceMatch(PlanGraph old, PlanGraph plan)
    {
        foreach (var resource in plan.Resources)
        {
            if (old.Find(resource.Urn) is { } former)
            {
                Add(resource, former);
            }
        }
        foreach (var resource in plan.Resources)
        {
            if (_formers.ContainsKey(resource.Urn))
            {
                continue;
            }
            foreach (var alias in resource.Aliases)
            {
                if (!_successors.ContainsKey(alias) && old.Find(alias) is { } former)
                {
                    Add(resource, former);
                    break;
                }
            }
        }
    }

    /// <summary>Former resource of a new one; null when it is new.</summary>
    public PlanResource? FormerOf(PlanResource resource) => _formers.GetValueOrDefault(resource.Urn);

    /// <summary>URN of the new resource that a former one becomes; null when it is gone.</summary>
    public string? SuccessorOf(string urn) => _successors.GetValueOrDefault(urn);

    private void Add(PlanResource resource, PlanResource former)
    {
        _formers.Add(resource.Urn, former);
        _successors.Add(former.Urn, resource.Urn);
    }
}
