using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Systems;

/// <summary>Smallest valid system in a temporary git repository, with a migration of two phases.</summary>
internal sealed class ScratchRepository : IDisposable
{
    private const string Migration = """
        phases:
          - {name: 1-first, order: 1, title: First, risk: low, steps: [{name: 1-first-10, title: A}]}
          - {name: 2-second, order: 2, title: Second, risk: low, changes: {domain: example.com}}
        """;

    public ScratchRepository(string prefix = "")
    {
        System = new();
        Root = Path.Combine(System.Root, prefix);
        if (prefix.Length > 0)
        {
            var files = Directory.GetFileSystemEntries(System.Root);
            Directory.CreateDirectory(Root);
            foreach (var file in files)
            {
                Directory.Move(file, Path.Combine(Root, Path.GetFileName(file)));
            }
        }
        Cache = Path.Combine(System.Root, ".git", "cache");
        Write("Pulumi.yaml", "name: infra\n");
        Write("stacks/tiny/migration.yaml", Migration);
        Shell.Run("git", "-C", System.Root, "init", "--quiet", "--initial-branch=main");
        First = Commit("first");
    }

    /// <summary>Folder of <c>Pulumi.yaml</c>.</summary>
    public string Root { get; }

    /// <summary>Folder for a cache, in which git does not look.</summary>
    public string Cache { get; }

    /// <summary>Hash of the first commit.</summary>
    public string First { get; }

    private ScratchSystem System { get; }

    /// <summary>Writes a file of the working tree.</summary>
    public void Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Replaces a text in a file of the working tree.</summary>
    public void Edit(string file, string old, string text)
    {
        var content = File.ReadAllText(Path.Combine(Root, file));
        Assert.Contains(old, content, StringComparison.Ordinal);
        Write(file, content.Replace(old, text, StringComparison.Ordinal));
    }

    /// <summary>Commits the working tree.</summary>
    public string Commit(string message)
    {
        Git("add", "--all");
        Git("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", message);
        return Git("rev-parse", "HEAD").Trim();
    }

    /// <summary>Runs git in the project.</summary>
    public string Git(params string[] arguments) => Shell.Run("git", ["-C", Root, .. arguments]);

    public void Dispose() => System.Dispose();
}
