using Infra.Model;
using Infra.Model.Documentation;
using Infra.Model.Loading;
using Infra.Tests.Model;
using Infra.Tests.Support;

namespace Infra.Tests;

public sealed class SectionUsesTests
{
    [Fact]
    public void SectionsAreThoseOfTheModel()
    {
        var split = SystemSections.All.Where(name => name.Contains('.', StringComparison.Ordinal))
            .Select(name => name.Split('.')[0])
            .ToHashSet();
        var sections = SettingType.Settings(typeof(SystemSpec)).SelectMany(setting => split.Contains(setting.Key)
            ? SettingType.Settings(setting.ItemType).Select(inner => $"{setting.Key}.{inner.Key}")
            : [setting.Key]);
        Assert.Equal(sections.Order(StringComparer.Ordinal), SystemSections.All.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PartsNameOnlySectionsOfTheModel() =>
        Assert.Subset(SystemSections.All.ToHashSet(), StackParts.All.SelectMany(part => part.Sections).Select(use => use.Name).ToHashSet());

    [Theory]
    [MemberData(nameof(Plans.Stacks), MemberType = typeof(Plans))]
    public void EverythingDescribedIsBuilt(string stack) =>
        Assert.Empty(SectionUses.NotConsumed(StackLoad.Load(FrozenSystems.Root, stack).Result));

    [Fact]
    public void SectionsThatAreNotDescribedAreNotListed()
    {
        using var system = new ScratchSystem();
        Assert.Empty(SectionUses.NotConsumed(StackLoad.Load(system.Root, "prod").Result));
    }
}
