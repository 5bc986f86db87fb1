using Infra.Flows;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Parts;

namespace Infra.Platform;

/// <summary>
/// The monitors and alerts of everything that the stack makes, as a part: of every stack in a cluster on which Prometheus runs. They are
/// made last, from the answers of all parts.
/// </summary>
public sealed class MonitorsPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "monitors";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After { get; } = [PartNames.Prometheus];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.Observability.WatchesCluster();

    /// <inheritdoc/>
    public override void Check(ValidationContext context)
    {
        AlertSettingRules.Check(context);
        MonitorRules.Check(context);
    }

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "it has no pods";

    /// <inheritdoc/>
    public override void CreateAfterApps(StackContext context, MadeParts made) =>
        _ = new Monitors(
            "monitors",
            new()
            {
                Endpoints = EndpointsOf(new(context.System), made.All),
                Parts = [.. made.All.Where(part => part.IsIn(context.System))],
                Namespaces = made.Namespaces,
                After = made.Ready(After),
            },
            context);

    /// <summary>
    /// The endpoints that this stack watches: those in its namespaces, and in the stack that owns the cluster those of the platform.
    /// </summary>
    /// <param name="scene">The stack.</param>
    /// <param name="parts">All parts.</param>
    public static IReadOnlyList<MetricsEndpoint> EndpointsOf(FlowScene scene, IReadOnlyList<StackPart> parts)
    {
        var endpoints = new List<MetricsEndpoint>();
        var described = scene.Spec.Namespaces.Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            foreach (var endpoint in part.Metrics(scene))
            {
                if (scene.IsOwn(endpoint.Pods)
                    || (scene.Spec.OwnsCluster() && endpoint.Pods.Others is null && !described.Contains(endpoint.Pods.Namespace)))
                {
                    endpoints.Add(endpoint);
                }
            }
        }

        return endpoints;
    }
}
