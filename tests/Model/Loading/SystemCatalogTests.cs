using Infra.Model.Loading;

namespace Infra.Tests.Model.Loading;

public sealed class SystemCatalogTests
{
    [Fact]
    public void ListsSystemsEnvironmentsPhasesAndStacks()
    {
        var catalog = SystemCatalog.Read(Community.Root);
        Assert.Empty(catalog.Problems);
        var community = Assert.Single(catalog.Systems, system => system.Name == "community");
        Assert.Equal(["dev", "prod", "stage", "test"], community.Environments);
        Assert.Equal(["0-security", "1-dev", "2-stage", "3-prod"], community.Phases.Select(phase => phase.Name));
        Assert.Contains(catalog.Stacks, stack => stack == new StackEntry("prod", "community", "prod", "3-prod"));
    }

    [Fact]
    public void ListsABrokenStackWithItsProblem()
    {
        using var system = new ScratchSystem().Write("Pulumi.broken.yaml", "config: 1\n");
        var catalog = SystemCatalog.Read(system.Root);
        Assert.Contains(catalog.Stacks, stack => stack == new StackEntry("broken", null, null, null));
        Assert.Single(catalog.Problems);
    }

    [Fact]
    public void ListsNothingInAnEmptyFolder()
    {
        var root = Directory.CreateTempSubdirectory("infra-empty-");
        var catalog = SystemCatalog.Read(root.FullName);
        root.Delete();
        Assert.Empty(catalog.Systems);
        Assert.Empty(catalog.Stacks);
    }
}
