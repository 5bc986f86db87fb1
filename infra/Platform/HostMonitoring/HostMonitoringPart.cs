using Infra.Cluster;
using Infra.Model;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// The namespace of the pods that read the nodes' file systems, as a part: it exists once, whichever of Alloy and the node exporter is
/// described. What runs there is installed by their own parts.
/// </summary>
public sealed class HostMonitoringPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => PartNames.HostMonitoring;

    /// <inheritdoc/>
    public override IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) =>
        [new(system.Observability.HostNamespace, "the pods that read the nodes' file systems", system.Observability, "hostNamespace")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster()
        && (system.Observability is { Alloy.RunsOn: Placement.K3s or Placement.Both } || PrometheusPart.PodsOf(system) is not null);

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster) =>
        [new HostMonitoring("host-monitoring", made, context).Namespace];

    /// <inheritdoc/>
    public override IReadOnlyList<PodSecurityExemption> Exemptions(SystemSpec system) => IsIn(system)
        ? [new(system.Observability.HostNamespace, PodSecurityLevel.Privileged, "the pods mount folders of the nodes")]
        : [];

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "it has no pods of its own";
}
