using Infra.Cluster;
using Infra.Model;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>The claims of the apps' volumes as a part.</summary>
public sealed class VolumesPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "volumes";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("storage")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> After { get; } = [PartNames.Storage];

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "it has no pods";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster)
    {
        made.Claims = new Volumes("volumes", new() { Namespaces = made.Namespaces, Classes = made.StorageClasses }, context).Claims;
        return [];
    }
}
