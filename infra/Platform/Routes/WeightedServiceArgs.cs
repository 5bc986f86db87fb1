using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of a <see cref="WeightedService"/>.</summary>
public sealed record WeightedServiceArgs
{
    /// <summary>The object's name; routes refer to it.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace, that of the routes.</summary>
    public required string Namespace { get; init; }

    /// <summary>The services that answer. No weight is negative; together they are 100.</summary>
    public required IReadOnlyList<WeightedShare> Shares { get; init; }

    /// <summary>The cookie that keeps a client on its first service. Null (default) distributes every request anew.</summary>
    public StickyCookie? Sticky { get; init; }

    /// <summary>The resources that must exist first: the namespace, and Traefik in a new cluster.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>The namespace, where this stack makes it: its objects are deleted with it.</summary>
    public Resource? DeletedWith { get; init; }
}
