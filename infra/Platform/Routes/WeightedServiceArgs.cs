using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of a <see cref="WeightedService"/>.</summary>
public sealed record WeightedServiceArgs
{
    /// <summary>The object's name; routes refer to it.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace, that of the routes.</summary>
    public required string Namespace { get; init; }

    /// <summary>Who answers; the weights are none negative and sum to 100.</summary>
    public required IReadOnlyList<WeightedShare> Shares { get; init; }

    /// <summary>Keeps a visitor on the service first met; null (default) spreads every request anew.</summary>
    public StickyCookie? Sticky { get; init; }

    /// <summary>Labels of the object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>What must be there first: the namespace, and in a new cluster Traefik.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>The namespace, where this stack makes it: what is in it goes with it.</summary>
    public Resource? DeletedWith { get; init; }
}
