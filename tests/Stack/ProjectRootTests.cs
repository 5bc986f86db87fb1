using Infra.Tests.Support;

namespace Infra.Tests;

public sealed class ProjectRootTests
{
    [Fact]
    public void ItIsFoundFromAnyFolderBelow() => Assert.Equal(Repository.Root, ProjectRoot.Above(Repository.File("infra", "Model", "Yaml")));

    [Fact]
    public void OutsideAProjectThereIsNone() => Assert.Null(ProjectRoot.Above(Path.GetPathRoot(Repository.Root)!));
}
