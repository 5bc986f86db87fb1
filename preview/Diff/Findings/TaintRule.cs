namespace Infra.Preview.Diff.Findings;

/// <summary>Taints that no longer keep pods from a node, and those that evict its pods.</summary>
internal static class TaintRule
{
    private const string Evicting = "NoExecute";

    /// <summary>Effects that keep pods without a toleration from a node.</summary>
    private static readonly string[] Keeping = ["NoSchedule", Evicting];

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        var nodes = PlannedNode.Of(steps.Diff.New);
        foreach (var step in steps.Changed)
        {
            if (step is not { Kind: StepKind.Update or StepKind.Replace, Resource.Type: NodeCommands.Type }
                || NodeCommands.Exported(step.Old!, "TAINTS") is not { } old
                || NodeCommands.Exported(step.New!, "TAINTS") is not { } now
                || NodeCommands.Exported(step.New!, "TARGET") is not { } target)
            {
                continue;
            }
            if (Keys(old, Keeping).Except(Keys(now, Keeping), StringComparer.Ordinal).ToList() is { Count: > 0 } gone)
            {
                var isServer = nodes.TryGetValue(target, out var node) && node.IsServer;
                yield return new(
                    isServer ? FindingLevel.Caution : FindingLevel.Note,
                    FindingTopic.Servers,
                    $"apps may now run on {target}{(isServer ? ", beside the control plane" : "")}: its taint "
                        + $"{ResourceWords.List(gone)} goes",
                    step.Resource.Urn);
            }
            if (Keys(now, Evicting).Except(Keys(old, Evicting), StringComparer.Ordinal).ToList() is { Count: > 0 } added)
            {
                yield return new(
                    FindingLevel.Caution,
                    FindingTopic.Servers,
                    $"pods on {target} that do not tolerate {ResourceWords.List(added)} are evicted at once ({Evicting})",
                    step.Resource.Urn)
                {
                    Advice = "drain the node first, which heeds pod disruption budgets; an eviction by a taint does not",
                };
            }
        }
    }

    /// <summary>Keys of the taints that have one of some effects, in `key=value:Effect` separated by spaces.</summary>
    private static IEnumerable<string> Keys(string taints, params string[] effects) => taints
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where(taint => effects.Contains(taint[(taint.LastIndexOf(':') + 1)..], StringComparer.Ordinal))
        .Select(taint => taint.Split('=', ':')[0]);
}
