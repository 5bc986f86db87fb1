using Infra.Cluster;

namespace Infra.Preview.Diff.Findings;

/// <summary>Nodes on which k3s restarts or is upgraded.</summary>
internal static class K3sRule
{
    /// <summary>Settings of k3s that a cluster keeps from its creation on.</summary>
    private static readonly string[] FixedSettings = ["cluster-cidr", "service-cidr"];

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps) => [.. Restarts(steps), .. Fixed(steps)];

    private static IEnumerable<Finding> Fixed(StepIndex steps) => steps.Changed
        .Where(step => step is { Kind: StepKind.Update or StepKind.Replace, Resource.Type: NodeCommands.Type })
        .SelectMany(step => FixedSettings.Select(setting => (
            Setting: setting, Old: NodeCommands.Configured(step.Old!, setting), Now: NodeCommands.Configured(step.New!, setting))))
        .Where(change => change is { Old: not null, Now: not null } && change.Old != change.Now)
        .Distinct()
        .Select(change => new Finding(
            FindingLevel.Danger,
            FindingTopic.Servers,
            $"{change.Setting} goes from {change.Old} to {change.Now}, and a cluster cannot leave the one that it was created with",
            null)
        {
            Advice = "keep the former value, or create another cluster",
        });

    private static IEnumerable<Finding> Restarts(StepIndex steps)
    {
        var restarted = NodeChange.Of(steps).Where(change => change.Kind == NodeChangeKind.Restarted).ToList();
        if (restarted.Count == 0)
        {
            yield break;
        }
        var first = restarted[0];
        var names = ResourceWords.List([.. restarted.Select(change => change.Node.Name)]);
        var urn = restarted.Count == 1 ? first.Step.Resource.Urn : null;
        if (restarted.Find(change => change.Upgrade is not null) is { } upgraded)
        {
            var former = NodeCommands.Exported(upgraded.Step.Old!, "K3S_VERSION");
            if (Upgrade.Refusal(former, upgraded.Upgrade!) is var (wrong, right))
            {
                yield return new(FindingLevel.Danger, FindingTopic.Refused, $"k3s on {names}: {wrong}", urn) { Advice = right };
                yield break;
            }
            yield return new(
                FindingLevel.Caution,
                FindingTopic.Servers,
                $"k3s goes from {former} to {upgraded.Upgrade} on {names}: each node is drained and restarted, one after the other",
                urn)
            {
                Advice = "see that no pod disruption budget blocks a drain, and that a backup is recent (docs/runbooks/upgrade.md)",
            };
        }
        else
        {
            var reasons = string.Join(", ", restarted.SelectMany(change => change.Reasons).Distinct());
            yield return new(
                FindingLevel.Caution,
                FindingTopic.Servers,
                $"k3s restarts on {names} ({reasons}); pods go on running",
                urn);
        }
    }
}
