using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Decides the conditions of replacement rules.</summary>
internal static class RuleConditions
{
    /// <summary>Whether a condition holds.</summary>
    public static bool Holds(RuleCondition condition, RuleContext context) => condition switch
    {
        RuleCondition.ConfigMapIsImmutable => !IsTrue(context.Provider?["enableConfigMapMutable"]) || IsTrue(context.New["immutable"]),
        RuleCondition.SecretIsImmutable => !IsTrue(context.Provider?["enableSecretMutable"]) || IsTrue(context.New["immutable"]),
        RuleCondition.WasImmutable => IsTrue(context.Old["immutable"]),
        RuleCondition.NamespaceDiffers => Namespace(context.OldValue) != Namespace(context.NewValue),
        RuleCondition.IsWhole => context.Change.Length == context.At.Length,
        RuleCondition.IsSmaller => ValueMeaning.QuantityOf(context.NewValue) < ValueMeaning.QuantityOf(context.OldValue),
        RuleCondition.FirstEntryDiffers => First(context.OldValue) != First(context.NewValue),
        RuleCondition.FirstEntryChanges => First(context.OldValue) is { } first && First(context.NewValue) is { } other && first != other,
        RuleCondition.WasGiven => context.OldValue is not null,
        RuleCondition.WasNotZero => context.OldValue is { } value && value is not { Kind: PlanValueKind.Number, Number: 0 },
        RuleCondition.BothGiven => context.OldValue is not null && context.NewValue is not null,
        RuleCondition.IsRemoved => context.OldValue is not null && context.NewValue is null,
        RuleCondition.TypeIsOutOfReach => TypeOf(context.OldValue) is { } type && TypeOf(context.NewValue) is { } other
            && (type.IsArm != other.IsArm || (other.DiskGb < type.DiskGb && !IsTrue(context.Old["keepDisk"]))),
        RuleCondition.DiffersFromDefault => OrDefault(context.OldValue, context.At) != OrDefault(context.NewValue, context.At),
        RuleCondition.WasPem => context.OldValue is { Kind: PlanValueKind.Text } text && IsPem(text.Text),
        RuleCondition.HasValue => context.OldValue is not null || context.NewValue is not null,
        RuleCondition.IsNotEmptied => context.OldValue is not { Kind: PlanValueKind.Text, Text: "" } || context.NewValue is not null,
        RuleCondition.TrimmedTextDiffers => context.OldValue?.Text.Trim() != context.NewValue?.Text.Trim()
            || IsPlaceholder(context.OldValue) || IsPlaceholder(context.NewValue),
        RuleCondition.FirewallsAreManaged => !IsTrue(context.New["ignoreRemoteFirewallIds"]),
        RuleCondition.RenewalIsDue => IsTrue(context.NewValue),
        RuleCondition.JobMustBeReady => IsTrue(context.NewValue),
        RuleCondition.ClusterMayDiffer => context.New["clusterIdentifier"] is not { Kind: PlanValueKind.Text } identifier
            || IsPlaceholder(identifier) || identifier.Text != context.Old.TextOf("clusterIdentifier"),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "unknown condition"),
    };

    /// <summary>Whether the provider takes both values for equal where a condition does not hold, so that nothing changes.</summary>
    public static bool MeansEqual(RuleCondition condition) => condition is RuleCondition.NamespaceDiffers
        or RuleCondition.TrimmedTextDiffers or RuleCondition.FirewallsAreManaged or RuleCondition.HasValue;

    private static bool IsTrue(PlanValue? value) => value is { Kind: PlanValueKind.Truth or PlanValueKind.Text, Text: "true" };

    private static HetznerServerType? TypeOf(PlanValue? value) => value is null ? null : HetznerServerType.Find(value.Text);

    private static bool IsPlaceholder(PlanValue? value) => value?.Text is PlanValue.SecretText or PlanValue.UnknownText;

    private static bool IsPem(string text) => text.TrimStart().StartsWith("-----BEGIN ", StringComparison.Ordinal)
        || text is PlanValue.SecretText or PlanValue.UnknownText;

    private static string Namespace(PlanValue? value) => value is { Text.Length: > 0 } ? value.Text : "default";

    private static string? First(PlanValue? list) => list is { Kind: PlanValueKind.List, Items.Count: > 0 } ? list.Items[0].Text : null;

    /// <summary>Text of a value, or the default of the Kubernetes API in its place.</summary>
    private static string? OrDefault(PlanValue? value, ValuePath at) => value?.Text ?? at.Last switch
    {
        "reclaimPolicy" => "Delete",
        "volumeBindingMode" => "Immediate",
        "preemptionPolicy" => "PreemptLowerPriority",
        "volumeMode" => "Filesystem",
        "completionMode" => "NonIndexed",
        _ => null,
    };
}
