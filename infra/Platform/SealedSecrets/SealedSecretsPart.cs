using Infra.Charts;
using Infra.Cluster;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>The Sealed Secrets controller as a part.</summary>
public sealed class SealedSecretsPart : PlatformPart
{
    private const int MetricsPort = 8081;

    private static readonly string[] Group = ["bitnami.com"];
    private static readonly string[] Kinds = ["sealedsecrets"];

    /// <inheritdoc/>
    public override string Name => "sealed-secrets";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("security")];

    /// <inheritdoc/>
    public override IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) =>
        system.Security.SealedSecrets is { } controller && controller.Namespace != ClusterPods.Namespace
            ? [new(controller.Namespace, "the Sealed Secrets controller", controller, "namespace")]
            : [];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && system.Security.SealedSecrets is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster)
    {
        _ = new SealedSecrets("sealed-secrets", context);
        return [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) => IsIn(system) ? [SealedSecretsVersions.Chart] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) =>
        [ChartPods.Of(Name, SealedSecretsValues.For(system.Security.SealedSecrets!, [], []))];

    /// <inheritdoc/>
    public override IReadOnlyList<RoleRule> RoleRules(SystemSpec system, AccessLevel level) => level switch
    {
        _ when system.Security.SealedSecrets is null => [],
        AccessLevel.Viewer => [new(Group, Kinds, RoleRule.Read)],
        AccessLevel.Deployer => [new(Group, Kinds, RoleRule.Write)],
        _ => [],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) =>
        scene.Spec.Security.SealedSecrets is { } controller
            ? [new(PodsEnd.Named(controller.Namespace, "sealed-secrets"), MetricsPort)]
            : [];
}
