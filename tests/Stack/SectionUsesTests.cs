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

    [Fact]
    public void DescribedSectionsThatNothingBuildsAreListed()
    {
        var names = SectionUses.NotConsumed(Community.Load("prod"));
        Each.Lacks(names, name => name == "observability");
        Assert.Contains("apps", SystemSections.All);
        Assert.DoesNotContain("apps", names);
        Assert.Contains("cluster", SystemSections.All);
        Assert.DoesNotContain("cluster", names);
        Assert.Contains(SystemSections.All, name => name.StartsWith("ingress", StringComparison.Ordinal));
        Each.Lacks(names, name => name.StartsWith("ingress", StringComparison.Ordinal));
    }

    [Fact]
    public void SectionsThatAreNotDescribedAreNotListed()
    {
        using var system = new ScratchSystem();
        Assert.Empty(SectionUses.NotConsumed(StackLoad.Load(system.Root, "prod").Result));
    }

    [Theory]
    [InlineData("import, archive: a.tar, archiveSha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", false)]
    [InlineData("push", true)]
    public void OfImagesOnlyPushedOnesAreListed(string delivery, bool listed)
    {
        using var system = new ScratchSystem();
        system.Write(
            "stacks/tiny/env.prod.yaml",
            File.ReadAllText(Path.Combine(system.Root, "stacks/tiny/env.prod.yaml"))
                + $"\nimages: [{{name: 'app:1.0', delivery: {delivery}}}]\n");

        Assert.Equal(listed ? ["images (delivery: push)"] : [], SectionUses.NotConsumed(StackLoad.Load(system.Root, "prod").Result));
    }
}
