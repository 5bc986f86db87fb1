using Infra.Model;

namespace Infra.Platform;

/// <summary>Storage as a part: the storage classes and their provisioners, Longhorn with the snapshot controller among them.</summary>
public sealed class StoragePart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "storage";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("storage")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster();
}
