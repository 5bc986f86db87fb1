using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Tests.Model.Loading;

public sealed class ProjectFilesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("infra-files-").FullName;

    [Fact]
    public void ReadsFileOnce()
    {
        Write("name: a\n");
        var files = new ProjectFiles(_root);
        var first = files.Read("system.yaml", new ProblemList());
        Write("name: b\n");

        Assert.NotNull(first);
        Assert.Same(first, files.Read("system.yaml", new ProblemList()));
    }

    [Fact]
    public void ReportsProblemsToEachReader()
    {
        Write("name: a\nname: b\n");
        var files = new ProjectFiles(_root);

        Assert.Equal(Problems(), Problems());
        Assert.NotEmpty(Problems());

        IEnumerable<string> Problems()
        {
            var problems = new ProblemList();
            files.Read("system.yaml", problems);
            return problems.Sorted().Select(problem => problem.ToString()).ToArray();
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string text) => File.WriteAllText(Path.Combine(_root, "system.yaml"), text);
}
