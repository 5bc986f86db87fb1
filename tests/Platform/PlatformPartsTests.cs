using Infra.Model;
using Infra.Platform;
using Infra.Tests.Schemas;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

/// <summary>
/// The answers of the parts, compared with the plans of the described stacks. Slow: every frozen stack is planned, unless another test did.
/// </summary>
public sealed class PlatformPartsTests
{
    private const string Enforced = "pod-security.kubernetes.io/enforce";

    public static TheoryData<string> Stacks() => Plans.Stacks();

    [Fact]
    public void NamesAreUnique() =>
        Assert.Equal(StackParts.All.Count, StackParts.All.Select(part => part.Name).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void PartsAreMadeAfterThePartsTheyName()
    {
        var earlier = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in PlatformParts.All)
        {
            Assert.Subset(earlier, part.After.ToHashSet(StringComparer.Ordinal));
            earlier.Add(part.Name);
        }

        Assert.Contains(PlatformParts.All, part => part.After.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task PlannedChartsAreThoseOfTheParts(string stack)
    {
        var system = Described.StackOf(stack);
        var planned = ChartUse.Of(await Plans.OfAsync(stack)).Select(use => $"{use.Chart} {use.Version}");

        Assert.Equal(
            StackParts.All.SelectMany(part => part.Charts(system))
                .Select(chart => $"{chart.Name[(chart.Name.LastIndexOf('/') + 1)..]} {chart.Version}")
                .Order(StringComparer.Ordinal),
            planned.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task NamespacesAboveRestrictedHaveAReason(string stack)
    {
        var system = Described.StackOf(stack);
        var explained = StackParts.All.SelectMany(part => part.Exemptions(system)).GroupBy(exemption => exemption.Namespace)
            .ToDictionary(group => group.Key, group => group.Min(exemption => exemption.Level), StringComparer.Ordinal);

        Each.Of((await Plans.OfAsync(stack)).Resources.Where(resource => resource.Type == "kubernetes:core/v1:Namespace"), planned =>
        {
            var name = planned.Inputs.At("metadata", "name")!.Text;
            var level = Enum.Parse<PodSecurityLevel>(planned.Inputs.At("metadata", "labels", Enforced)!.Text, ignoreCase: true);
            var described = system.Namespaces.FirstOrDefault(own => own.Name == name);
            Assert.Equal(described?.PodSecurity.Enforce ?? explained.GetValueOrDefault(name, PodSecurityLevel.Restricted), level);
        });
    }

    [Fact]
    public void ExemptionsSayWhy() =>
        Each.Of(
            StackParts.All.SelectMany(part => part.Exemptions(Described.StackOf("prod"))),
            exemption => Assert.True(exemption.Level != PodSecurityLevel.Restricted && exemption.Reason.Length > 20, exemption.Namespace));
}
