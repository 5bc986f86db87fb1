using Infra.Charts;
using Infra.Cluster;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>Flagger as a part: installed by the stack that owns the cluster, where it describes canaries.</summary>
public sealed class FlaggerPart : PlatformPart
{
    private static readonly string[] Group = ["flagger.app"];
    private static readonly string[] Kinds = ["canaries", "metrictemplates"];

    /// <inheritdoc/>
    public override string Name => PartNames.Flagger;

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("delivery")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && IsDescribed(system);

    /// <inheritdoc/>
    public override IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) => [new(Flagger.Namespace, "Flagger")];

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => CanaryRules.Check(context);

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> CreateControllers(StackContext context, MadeParts made, ICluster cluster) =>
        new Flagger("flagger", context).Ready;

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) =>
        IsIn(system) ? [FlaggerVersions.Chart, FlaggerVersions.LoadTester] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) =>
    [
        ChartPods.Of(Name, FlaggerValues.Controller("")), ChartPods.Of(Flagger.TesterName, FlaggerValues.Tester([])),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<RoleRule> RoleRules(SystemSpec system, AccessLevel level) =>
        IsDescribed(system) && level == AccessLevel.Viewer ? [new(Group, Kinds, RoleRule.Read)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) =>
        IsDescribed(scene.Spec) ? [new(FlaggerFlows.Controller, FlaggerFlows.Port)] : [];

    /// <summary>The load tester, which serves its metrics on the port on which it accepts commands: Prometheus does not reach it.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<PodsWithoutMetrics> PodsWithoutMetrics(FlowScene scene) =>
        IsDescribed(scene.Spec) ? [new(FlaggerFlows.Tester, Flows.PodsWithoutMetrics.ByTheCluster)] : [];

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (IsDescribed(scene.Spec))
        {
            FlaggerFlows.AddTo(scene);
        }
    }

    private static bool IsDescribed(SystemSpec system) => system.Delivery.Canaries.Count > 0;
}
