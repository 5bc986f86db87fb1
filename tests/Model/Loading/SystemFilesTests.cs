using System.Diagnostics;
using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Tests.Model.Loading;

public sealed class SystemFilesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("infra-files-").FullName;

    [SkippableFact]
    public async Task RefusesPipeInsteadOfWaitingForIt()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs mkfifo");
        using var making = Process.Start("mkfifo", Path.Combine(_root, "system.yaml"));
        await making.WaitForExitAsync();
        Assert.Equal("system.yaml: the file is empty; write a regular file with a map of settings", await Problem());
    }

    [SkippableFact]
    public async Task RefusesDeviceInsteadOfReadingItWithoutEnd()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs /dev/zero");
        File.CreateSymbolicLink(Path.Combine(_root, "system.yaml"), "/dev/zero");
        Assert.Equal("system.yaml: the file is empty; write a regular file with a map of settings", await Problem());
    }

    [Fact]
    public async Task RefusesDirectory()
    {
        Directory.CreateDirectory(Path.Combine(_root, "system.yaml"));
        Assert.StartsWith("system.yaml: the file cannot be read:", await Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesHugeFile()
    {
        await using (var file = File.Create(Path.Combine(_root, "system.yaml")))
        {
            file.SetLength(33 * 1024 * 1024);
        }

        Assert.StartsWith("system.yaml: the file has more than 32 MB", await Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsFileBehindSymbolicLink()
    {
        File.WriteAllText(Path.Combine(_root, "real.yaml"), "name: a\n");
        File.CreateSymbolicLink(Path.Combine(_root, "system.yaml"), "real.yaml");
        Assert.Equal("a", SystemFiles.Read(_root, "system.yaml", new ProblemList())?.Text("name"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<string> Problem()
    {
        var problems = new ProblemList();
        Assert.Null(await Task.Run(() => SystemFiles.Read(_root, "system.yaml", problems)).WaitAsync(TimeSpan.FromSeconds(20)));
        return Assert.Single(problems.Sorted()).ToString();
    }
}
