using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Network policies that are removed, in namespaces that stay.</summary>
internal static class NetworkPolicyRule
{
    private const string Policy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    private const string Namespace = "kubernetes:core/v1:Namespace";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        var goneSpaces = steps.Changed
            .Where(step => step.Kind == StepKind.Delete && step.Resource.Type == Namespace)
            .Select(step => step.Old.TextAt("metadata.name"))
            .ToHashSet(StringComparer.Ordinal);
        var removed = steps.Changed
            .Where(step => step is { Kind: StepKind.Delete, Resource.Type: Policy, GoneWith: null }
                && !goneSpaces.Contains(step.Old.TextAt("metadata.namespace")))
            .ToList();
        var denying = removed.Where(step => Allows(step.Old!) == 0).ToList();
        if (denying.Count > 0)
        {
            yield return new(
                FindingLevel.Caution,
                FindingTopic.Addresses,
                $"network policies that deny by default are removed: {Names(denying)}; their pods may talk to everyone",
                denying.Count == 1 ? denying[0].Resource.Urn : null);
        }
        var allowing = removed.Except(denying).ToList();
        if (allowing.Count > 0)
        {
            yield return new(
                FindingLevel.Note,
                FindingTopic.Addresses,
                $"connections that are no longer allowed: {Names(allowing)}",
                allowing.Count == 1 ? allowing[0].Resource.Urn : null);
        }
    }

    private static int Allows(PlanResource policy) =>
        (policy.At("spec.ingress")?.Items.Count ?? 0) + (policy.At("spec.egress")?.Items.Count ?? 0);

    private static string Names(List<ResourceStep> steps) => ResourceWords.List([.. steps.Select(step => ResourceWords.Name(step.Old!))]);
}
