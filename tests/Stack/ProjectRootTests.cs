using Infra.Tests.Support;

namespace Infra.Tests;

public sealed class ProjectRootTests
{
    [Fact]
    public void FindsTheRootFromAnyFolderBelow() =>
        Assert.Equal(Repository.Root, ProjectRoot.Above(Repository.File("infra", "Model", "Yaml")));

    [Fact]
    public void FindsNoRootOutsideAProject() => Assert.Null(ProjectRoot.Above(Path.GetPathRoot(Repository.Root)!));
}
