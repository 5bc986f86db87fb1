using Infra.Cluster;
using Infra.Model;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>The services behind the published hosts as a part; nothing builds the pods of apps yet.</summary>
public sealed class AppServicesPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => PartNames.AppServices;

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => PlannedServices.Of(system).Count > 0;

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster) =>
        new AppServices(
            "app-services",
            new() { Services = PlannedServices.Of(context.System), Namespaces = made.Namespaces },
            context).Ready;
}
