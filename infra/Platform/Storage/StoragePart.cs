using Infra.Cluster;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Monitoring;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>Storage as a part: the storage classes and their provisioners, Longhorn with the snapshot controller among them.</summary>
public sealed class StoragePart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => PartNames.Storage;

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("storage")];

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "it has no pods";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster();

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => [StorageDashboard.Of()];

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => StorageRules.Check(context);

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> CreateControllers(StackContext context, MadeParts made, ICluster cluster)
    {
        var holders = StoragePlacement.Nodes(context.System);
        var storage = new Storage("storage", new()
        {
            Nodes = [.. cluster.Nodes.Where(node => holders.Contains(node.Host.Node))],
        }, context);
        made.StorageClasses = storage.Classes;
        if (storage.Longhorn is not { } longhorn)
        {
            return [];
        }

        made.LonghornVersion = longhorn.Version;
        return [longhorn.SnapshotClass];
    }
}
