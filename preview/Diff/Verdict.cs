using Infra.Preview.Diff.Findings;

namespace Infra.Preview.Diff;

/// <summary>Judgement of a change: its findings, the gravest first.</summary>
/// <param name="Findings">Findings by level, then topic, then in the order of the plan.</param>
public sealed record Verdict(IReadOnlyList<Finding> Findings)
{
    private static readonly Func<StepIndex, IEnumerable<Finding>>[] Rules =
    [
        RefusedRule.Of,
        CollisionRule.Of,
        NodePortRule.Of,
        LostDataRule.Of,
        LostKeysRule.Of,
        VolumeGrowthRule.Of,
        DiskFolderRule.Of,
        LonghornRule.Of,
        StorageClassRule.Of,
        AccessRule.Of,
        BackupRule.Of,
        ProtectionRule.Of,
        ServerRule.Of,
        K3sRule.Of,
        TaintRule.Of,
        PrimaryRule.Of,
        DowntimeRule.Of,
        ReleaseRule.Of,
        SingleVersionRule.Of,
        CanaryRule.Of,
        ChartRule.Of,
        AddressRule.Of,
        HostRule.Of,
        FirewallRule.Of,
        NetworkPolicyRule.Of,
        MoneyRule.Of,
    ];

    /// <summary>Level of the gravest finding.</summary>
    public FindingLevel Level => Findings.Count == 0 ? FindingLevel.None : Findings[0].Level;

    /// <summary>Judges a change by its two plans and its steps.</summary>
    /// <param name="diff">Change.</param>
    /// <param name="described">Description of a side, which knows the steps of the migration; null (default) where it is not known.</param>
    public static Verdict Of(PlanDiff diff, DescribedSide? described = null)
    {
        if (diff.IsEmpty)
        {
            return new([]);
        }
        var steps = new StepIndex(diff);
        return new(
        [
            .. Rules.SelectMany(rule => rule(steps)).Concat(described is null ? [] : MigrationRule.Of(diff, described))
                .OrderByDescending(finding => finding.Level).ThenBy(finding => finding.Topic),
        ]);
    }
}
