namespace Infra.Preview.Graph;

/// <summary>A whole planned stack: immutable, in one fixed order, without secret values.</summary>
public sealed class PlanGraph
{
    private static readonly PlanResource[] Childless = [];

    private readonly PlanResource[] _resources;
    private readonly Dictionary<string, PlanResource> _byUrn;
    private readonly Dictionary<string, List<PlanResource>> _children;

    /// <summary>A graph of resources that are in the plan's order: each after its parent, siblings by type and name.</summary>
    /// <exception cref="ArgumentException">Two resources have the same URN.</exception>
    public PlanGraph(PlanHeader header, PlanResource[] resources, PlanValue outputs)
    {
        Header = header;
        Outputs = outputs;
        _resources = resources;
        _byUrn = new(resources.Length, StringComparer.Ordinal);
        _children = new(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            if (!_byUrn.TryAdd(resource.Urn, resource))
            {
                throw new ArgumentException("two resources have the URN " + resource.Urn, nameof(resources));
            }
            if (resource.Parent is not { } parent)
            {
                continue;
            }
            if (!_children.TryGetValue(parent, out var siblings))
            {
                _children.Add(parent, siblings = []);
            }
            siblings.Add(resource);
        }
    }

    /// <summary>Stack, system, environment and phase of the plan.</summary>
    public PlanHeader Header { get; }

    /// <summary>All resources, parents before children, siblings by type and name.</summary>
    public IReadOnlyList<PlanResource> Resources => _resources;

    /// <summary>The stack's outputs, secrets masked.</summary>
    public PlanValue Outputs { get; }

    /// <summary>The resource of a URN; null when there is none.</summary>
    public PlanResource? Find(string urn) => _byUrn.GetValueOrDefault(urn);

    /// <summary>The children of a resource, by type and name.</summary>
    public IReadOnlyList<PlanResource> ChildrenOf(PlanResource resource)
        => _children.TryGetValue(resource.Urn, out var children) ? children : Childless;
}
