using Infra.Preview.Diff;
using Infra.Preview.Diff.Findings;

namespace Infra.Preview.Phases;

/// <summary>Part of a difference that a reader looks at first. Components, for which nothing is created, are left out.</summary>
/// <param name="Shown">Refused, deleted and replaced resources, then servers, databases, workloads, hosts and volumes.</param>
/// <param name="Folded">Number of the others, by operation and type.</param>
public sealed record Highlights(IReadOnlyList<ResourceStep> Shown, IReadOnlyList<FoldedSteps> Folded)
{
    private const int Most = 12;

    /// <summary>Part of the URNs of gates and data moves.</summary>
    private const string OfTheMigration = "infra:migration:";

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "hcloud:index/floatingIp:FloatingIp",
        "hcloud:index/loadBalancer:LoadBalancer",
        "hcloud:index/primaryIp:PrimaryIp",
        "hcloud:index/server:Server",
        "kubernetes:apps/v1:DaemonSet",
        "kubernetes:apps/v1:Deployment",
        "kubernetes:apps/v1:StatefulSet",
        "kubernetes:core/v1:Namespace",
        "kubernetes:helm.sh/v3:Release",
        "kubernetes:traefik.io/v1alpha1:IngressRoute",
        "kubernetes:traefik.io/v1alpha1:TraefikService",
    };

    /// <summary>Chooses the steps of a difference.</summary>
    public static Highlights Of(PlanDiff diff)
    {
        var real = diff.Changed.Where(step => !step.Resource.IsComponent && !step.Resource.IsStack).ToList();
        List<ResourceStep> shown = [.. real.Where(step => Weight(step, diff) > 0).OrderByDescending(step => Weight(step, diff)).Take(Most)];
        var folded = real.Except(shown).GroupBy(step => (step.Kind, step.Resource.Type))
            .Select(group => new FoldedSteps(group.Key.Kind, group.Key.Type, group.Count()))
            .OrderByDescending(each => each.Kind).ThenByDescending(each => each.Count).ThenBy(each => each.Type, StringComparer.Ordinal);
        return new(shown, [.. folded]);
    }

    private static int Weight(ResourceStep step, PlanDiff diff) => step.Kind switch
    {
        StepKind.Refuse => 4,
        StepKind.Delete or StepKind.Replace => Matters(step, diff) ? 3 : 2,
        _ => Matters(step, diff) ? 1 : 0,
    };

    private static bool Matters(ResourceStep step, PlanDiff diff) =>
        Types.Contains(step.Resource.Type)
            || (step.Resource.Type == "command:remote:Command" && step.Resource.Urn.Contains(OfTheMigration, StringComparison.Ordinal))
            || LostDataRule.HoldsData(step.Resource, step.New is null ? diff.Old : diff.New);
}
