using Infra.Preview.Rendering;

namespace Infra.Tests.Preview;

public sealed class RenderedDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("infra-render-").FullName;

    private string Target => Path.Combine(_root, "out");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void WritesFilesAndLeavesNothingBeside()
    {
        RenderedDirectory.Write(Target, [new("apps/configmap-a.yaml", "a: 1\n"), new("scripts/x.create.sh", "true\n")]);
        Assert.Equal("a: 1\n", File.ReadAllText(Path.Combine(Target, "apps", "configmap-a.yaml")));
        Assert.Equal(["out"], Directory.GetFileSystemEntries(_root).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void SecondRenderingReplacesTheFirst()
    {
        RenderedDirectory.Write(Target, [new("a.yaml", "1"), new("b/c.yaml", "2")]);
        RenderedDirectory.Write(Target, [new("a.yaml", "3")]);
        Assert.Equal("3", File.ReadAllText(Path.Combine(Target, "a.yaml")));
        Assert.False(Directory.Exists(Path.Combine(Target, "b")));
    }

    [Fact]
    public void FillsAnEmptyDirectory()
    {
        Directory.CreateDirectory(Target);
        RenderedDirectory.Write(Target, [new("a.yaml", "1")]);
        Assert.True(File.Exists(Path.Combine(Target, "a.yaml")));
    }

    [Fact]
    public void RefusesADirectoryOfOthers()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "mine.txt"), "keep");
        var refusal = Assert.Throws<RenderRefusedException>(() => RenderedDirectory.Write(Target, [new("a.yaml", "1")]));
        Assert.Contains("was not made by `render`", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("keep", File.ReadAllText(Path.Combine(Target, "mine.txt")));
    }

    [Fact]
    public void RefusesADirectoryWithAnAddedFile()
    {
        RenderedDirectory.Write(Target, [new("a.yaml", "1")]);
        File.WriteAllText(Path.Combine(Target, "mine.txt"), "keep");
        var refusal = Assert.Throws<RenderRefusedException>(() => RenderedDirectory.Write(Target, [new("a.yaml", "2")]));
        Assert.Contains("mine.txt", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1", File.ReadAllText(Path.Combine(Target, "a.yaml")));
    }

    [Fact]
    public void RefusesADirectoryWithAnEditedFile()
    {
        RenderedDirectory.Write(Target, [new("a.yaml", "1")]);
        File.WriteAllText(Path.Combine(Target, "a.yaml"), "edited");
        Assert.Throws<RenderRefusedException>(() => RenderedDirectory.Write(Target, [new("a.yaml", "2")]));
        Assert.Equal("edited", File.ReadAllText(Path.Combine(Target, "a.yaml")));
    }

    [Fact]
    public void NamesAFileInTheWay()
    {
        File.WriteAllText(Target, "x");
        Assert.Contains(
            "is a file",
            Assert.Throws<RenderRefusedException>(() => RenderedDirectory.Write(Target, [])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesALink()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_root, "elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "mine.txt"), "keep");
        Directory.CreateSymbolicLink(Target, elsewhere);
        Assert.Contains(
            "is a link; name the directory itself",
            Assert.Throws<RenderRefusedException>(() => RenderedDirectory.Write(Target, [new("a.yaml", "1")])).Message,
            StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Directory.GetFiles(elsewhere).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void MarkerHasTheChecksumAndThePathOfEachFile()
    {
        RenderedDirectory.Write(Target, [new("a.yaml", ""), new("b/c.yaml", "a")]);
        Assert.Equal(
            "cbf29ce484222325  a.yaml\naf63dc4c8601ec8c  b/c.yaml\n", File.ReadAllText(Path.Combine(Target, RenderedDirectory.Marker)));
    }
}
