using Infra.Preview.Diff;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff;

public sealed class RuleConditionsTests
{
    [Theory]
    [InlineData(RuleCondition.ConfigMapIsImmutable, "data: { x: a }", "data: { x: b }", null, true)]
    [InlineData(RuleCondition.ConfigMapIsImmutable, "data: { x: a }", "data: { x: b }", "enableConfigMapMutable: false", true)]
    [InlineData(RuleCondition.ConfigMapIsImmutable, "data: { x: a }", "data: { x: b }", "enableConfigMapMutable: true", false)]
    [InlineData(RuleCondition.ConfigMapIsImmutable, "{}", "immutable: true", "enableConfigMapMutable: true", true)]
    [InlineData(RuleCondition.SecretIsImmutable, "data: { x: a }", "data: { x: b }", "enableConfigMapMutable: true", true)]
    [InlineData(RuleCondition.SecretIsImmutable, "data: { x: a }", "data: { x: b }", "enableSecretMutable: 'true'", false)]
    [InlineData(RuleCondition.WasImmutable, "immutable: true", "immutable: false", null, true)]
    [InlineData(RuleCondition.WasImmutable, "immutable: false", "immutable: true", null, false)]
    public void MutabilityOfConfiguration(RuleCondition condition, string old, string value, string? provider, bool holds) =>
        Check(condition, "data", "data", old, value, provider, holds);

    [Theory]
    [InlineData("{}", "x: default", false)]
    [InlineData("x: ''", "{}", false)]
    [InlineData("{}", "x: other", true)]
    [InlineData("x: a", "x: b", true)]
    public void NoNamespaceMeansDefault(string old, string value, bool holds) =>
        Check(RuleCondition.NamespaceDiffers, "x", "x", old, value, null, holds);

    [Theory]
    [InlineData("triggers", true)]
    [InlineData("triggers[0]", false)]
    public void WholeInput(string change, bool holds) =>
        Check(RuleCondition.IsWhole, "triggers", change, "triggers: [a]", "triggers: [b]", null, holds);

    [Theory]
    [InlineData("x: 2Gi", "x: 1Gi", true)]
    [InlineData("x: 1Gi", "x: 1023Mi", true)]
    [InlineData("x: 1Gi", "x: 1024Mi", false)]
    [InlineData("x: 1Gi", "x: 2Gi", false)]
    [InlineData("x: 20", "x: 10", true)]
    [InlineData("x: 10", "x: 20", false)]
    [InlineData("x: 1Gi", "x: '[known after up]'", false)]
    [InlineData("{}", "x: 1Gi", false)]
    [InlineData("x: 1Gi", "{}", false)]
    public void SmallerQuantity(string old, string value, bool holds) =>
        Check(RuleCondition.IsSmaller, "x", "x", old, value, null, holds);

    [Theory]
    [InlineData(RuleCondition.FirstEntryDiffers, "x: [a, b]", "x: [a, c]", false)]
    [InlineData(RuleCondition.FirstEntryDiffers, "x: [a, b]", "x: [b, a]", true)]
    [InlineData(RuleCondition.FirstEntryDiffers, "x: [a]", "{}", true)]
    [InlineData(RuleCondition.FirstEntryChanges, "x: [a]", "x: [a, b]", false)]
    [InlineData(RuleCondition.FirstEntryChanges, "x: [a]", "x: [b]", true)]
    [InlineData(RuleCondition.FirstEntryChanges, "x: [a]", "{}", false)]
    [InlineData(RuleCondition.FirstEntryChanges, "{}", "x: [a]", false)]
    public void FirstEntry(RuleCondition condition, string old, string value, bool holds) =>
        Check(condition, "x", "x", old, value, null, holds);

    [Theory]
    [InlineData(RuleCondition.WasGiven, "x: a", "{}", true)]
    [InlineData(RuleCondition.WasGiven, "{}", "x: a", false)]
    [InlineData(RuleCondition.WasGiven, "x: null", "x: a", false)]
    [InlineData(RuleCondition.WasNotZero, "x: 1", "x: 2", true)]
    [InlineData(RuleCondition.WasNotZero, "x: 0", "x: 2", false)]
    [InlineData(RuleCondition.WasNotZero, "{}", "x: 2", false)]
    [InlineData(RuleCondition.BothGiven, "x: a", "x: b", true)]
    [InlineData(RuleCondition.BothGiven, "x: a", "{}", false)]
    [InlineData(RuleCondition.BothGiven, "{}", "x: a", false)]
    [InlineData(RuleCondition.IsRemoved, "x: a", "{}", true)]
    [InlineData(RuleCondition.IsRemoved, "x: a", "x: b", false)]
    [InlineData(RuleCondition.IsRemoved, "{}", "x: b", false)]
    [InlineData(RuleCondition.HasValue, "x: null", "{}", false)]
    [InlineData(RuleCondition.HasValue, "x: a", "{}", true)]
    [InlineData(RuleCondition.HasValue, "{}", "x: a", true)]
    [InlineData(RuleCondition.IsNotEmptied, "x: ''", "{}", false)]
    [InlineData(RuleCondition.IsNotEmptied, "x: ''", "x: a", true)]
    [InlineData(RuleCondition.IsNotEmptied, "x: a", "{}", true)]
    public void PresenceOfAValue(RuleCondition condition, string old, string value, bool holds) =>
        Check(condition, "x", "x", old, value, null, holds);

    [Theory]
    [InlineData("reclaimPolicy", "Delete", "Retain")]
    [InlineData("volumeBindingMode", "Immediate", "WaitForFirstConsumer")]
    [InlineData("preemptionPolicy", "PreemptLowerPriority", "Never")]
    [InlineData("volumeMode", "Filesystem", "Block")]
    [InlineData("completionMode", "NonIndexed", "Indexed")]
    public void DefaultOfTheApi(string field, string standard, string other)
    {
        Check(RuleCondition.DiffersFromDefault, field, field, "{}", $"{field}: {standard}", null, holds: false);
        Check(RuleCondition.DiffersFromDefault, field, field, $"{field}: {standard}", "{}", null, holds: false);
        Check(RuleCondition.DiffersFromDefault, field, field, "{}", $"{field}: {other}", null, holds: true);
    }

    [Theory]
    [InlineData("x: cx33", "x: cax21", true)]
    [InlineData("x: cx33", "x: cx23", true)]
    [InlineData("{ x: cx33, keepDisk: true }", "{ x: cx23, keepDisk: true }", false)]
    [InlineData("{ x: cx33, keepDisk: true }", "x: cax11", true)]
    [InlineData("x: cx33", "x: cx43", false)]
    [InlineData("x: cx33", "x: unlisted", false)]
    public void ServerTypeOutOfReach(string old, string value, bool holds) =>
        Check(RuleCondition.TypeIsOutOfReach, "x", "x", old, value, null, holds);

    [Theory]
    [InlineData("x: '-----BEGIN PRIVATE KEY-----'", true)]
    [InlineData("x: '[secret]'", true)]
    [InlineData("x: other", false)]
    [InlineData("{}", false)]
    public void FormerPem(string old, bool holds) => Check(RuleCondition.WasPem, "x", "x", old, "x: b", null, holds);

    [Theory]
    [InlineData("x: a", "x: ' a '", false)]
    [InlineData("x: a", "x: b", true)]
    [InlineData("x: '[secret]'", "x: '[secret]'", true)]
    public void TrimmedText(string old, string value, bool holds) =>
        Check(RuleCondition.TrimmedTextDiffers, "x", "x", old, value, null, holds);

    [Theory]
    [InlineData("x: [1]", true)]
    [InlineData("{ x: [1], ignoreRemoteFirewallIds: false }", true)]
    [InlineData("{ x: [1], ignoreRemoteFirewallIds: true }", false)]
    public void ManagedFirewalls(string value, bool holds) =>
        Check(RuleCondition.FirewallsAreManaged, "x", "x", "x: []", value, null, holds);

    [Theory]
    [InlineData(RuleCondition.RenewalIsDue, "x: true", true)]
    [InlineData(RuleCondition.RenewalIsDue, "x: false", false)]
    [InlineData(RuleCondition.JobMustBeReady, "x: 'true'", true)]
    [InlineData(RuleCondition.JobMustBeReady, "{}", false)]
    public void NewTruth(RuleCondition condition, string value, bool holds) => Check(condition, "x", "x", "{}", value, null, holds);

    [Theory]
    [InlineData("{}", "{}", true)]
    [InlineData("clusterIdentifier: a", "clusterIdentifier: a", false)]
    [InlineData("clusterIdentifier: a", "clusterIdentifier: b", true)]
    [InlineData("{}", "clusterIdentifier: a", true)]
    [InlineData("clusterIdentifier: a", "{}", true)]
    [InlineData("clusterIdentifier: '[known after up]'", "clusterIdentifier: '[known after up]'", true)]
    public void ClusterIdentifier(string old, string value, bool holds) =>
        Check(RuleCondition.ClusterMayDiffer, "kubeconfig", "kubeconfig", old, value, null, holds);

    [Fact]
    public void EveryConditionIsDecided() => Assert.Equal(
        [
            RuleCondition.ConfigMapIsImmutable, RuleCondition.SecretIsImmutable, RuleCondition.IsWhole, RuleCondition.IsNotEmptied,
            RuleCondition.FirewallsAreManaged, RuleCondition.ClusterMayDiffer,
        ],
        Enum.GetValues<RuleCondition>().Where(condition => RuleConditions.Holds(condition, Context("x", "x", "{}", "{}", null))));

    private static void Check(RuleCondition condition, string at, string change, string old, string value, string? provider, bool holds) =>
        Assert.Equal(holds, RuleConditions.Holds(condition, Context(at, change, old, value, provider)));

    private static RuleContext Context(string at, string change, string old, string value, string? provider) =>
        new(
            ValuePath.Parse(at), ValuePath.Parse(change), PlanValues.Of(old), PlanValues.Of(value),
            provider is null ? null : PlanValues.Of(provider));
}
