using Infra.Cluster;
using Infra.Model;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>The priority classes of apps as a part of the stack that owns the cluster.</summary>
public sealed class PrioritiesPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => PartNames.Priorities;

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "it has no pods";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster();

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster) =>
        new Priorities("priorities", context).Ready;
}
