using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Alloy"/>.</summary>
public sealed record AlloyArgs
{
    /// <summary>The URL that lines are pushed to.</summary>
    public required string Url { get; init; }

    /// <summary>The resources that must exist first: the namespace with its policies, and Loki where it is in the cluster.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
