using Infra.Tests.Lab.Databases;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Apps;

/// <summary>The script that fetches Discourse's plugins, with real repositories.</summary>
public sealed class PluginsTests
{
    [Fact]
    public void PluginIsFetchedAtItsCommit()
    {
        using var folder = Folder(out var commit);

        Run(folder, $"# a list\n\nmine file://{folder["repository"]} {commit}\n").Succeeded();

        Assert.Equal("plugin\n", File.ReadAllText(folder["plugins", "mine", "plugin.rb"]));
    }

    [Fact]
    [Pitfall("discourse-plugin-token")]
    public void TokenOfAPrivatePluginStaysOutOfItsRepositoryAndTheOutput()
    {
        using var folder = Folder(out var commit);
        folder.Write("token", "hunter2");

        var result = Run(folder, $"mine file://{folder["repository"]} {commit} private\n").Succeeded();

        Assert.DoesNotContain("hunter2", result.Text, StringComparison.Ordinal);
        Each.Lacks(
            Directory.GetFiles(folder["plugins"], "*", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains("hunter2", StringComparison.Ordinal));
        Assert.Equal("hunter2", Shell.Run("env", $"TOKEN_FILE={folder["token"]}", "sh", Script("askpass.sh"), "Password for 'x':"));
    }

    [Theory]
    [InlineData("mine https://me:secret@github.com/me/mine COMMIT", "no user")]
    [InlineData("mine git@github.com:me/mine COMMIT", "no user")]
    [InlineData("mine https://github.com/me/mine main", "is not complete")]
    [InlineData("../mine https://github.com/me/mine COMMIT", "is not complete")]
    [InlineData("mine https://github.com/me/mine COMMIT private", "there is no token")]
    public void UnclearLineIsRefused(string line, string says)
    {
        using var folder = Folder(out var commit);

        Run(folder, line.Replace("COMMIT", commit, StringComparison.Ordinal) + "\n").Failed(says);
    }

    [Fact]
    public void MissingCommitFailsTheBuild()
    {
        using var folder = Folder(out _);

        Run(folder, $"mine file://{folder["repository"]} {new string('a', 40)}\n").Failed("cannot be fetched");
    }

    private static PrivateFolder Folder(out string commit)
    {
        var folder = new PrivateFolder("plugins");
        folder.Make("plugins");
        folder.Write("repository/plugin.rb", "plugin\n");
        string[] git = ["-C", folder["repository"], "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        Shell.Run("git", "-C", folder["repository"], "init", "--quiet");
        Shell.Run("git", [.. git, "add", "--all"]);
        Shell.Run("git", [.. git, "commit", "--quiet", "-m", "first"]);
        commit = Shell.Run("git", [.. git, "rev-parse", "HEAD"]).Trim();
        return folder;
    }

    private static string Script(string name) => Repository.File("images", "discourse", name);

    private static ScriptResult Run(PrivateFolder folder, string list) => folder.Run(
        ["/bin/bash", Script("plugins.sh"), folder.Write("plugins.txt", list), folder["plugins"]],
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TOKEN_FILE"] = folder["token"],
            ["PATH"] = "/usr/bin:/bin",
            ["HOME"] = folder.Root,
        });
}
