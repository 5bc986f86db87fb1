using Infra.Preview.Sources;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Sources;

/// <summary>Calls of git in repositories that are not what they should be.</summary>
public sealed class GitRepositoryTests
{
    /// <summary>Commits a tree whose `stacks/../../NAME` is a file; git itself would never add such a path.</summary>
    private const string CommitOutside = """
        cd "$1" && blob=$(git hash-object -w Pulumi.yaml)
        tree=$(printf '100644 blob %s\t%s\n' "$blob" "$2" | git mktree)
        for name in .. .. stacks; do tree=$(printf '040000 tree %s\t%s\n' "$tree" "$name" | git mktree); done
        git -c user.name=a -c user.email=a@example.org commit-tree -m outside "$tree"
        """;

    private const string Spy = """
        #!/bin/sh
        touch "$(dirname "$0")/was-run"
        exit 1
        """;

    [SkippableFact]
    public void PathThatLeadsOutOfTheFolderIsRefused()
    {
        Skip.If(OperatingSystem.IsWindows(), "a shell is used");
        using var repository = new ScratchRepository();
        using var other = new ScratchSystem();
        var commit = Shell.Run("sh", "-c", CommitOutside, "sh", repository.Root, "outside").Trim();
        var folder = Directory.CreateDirectory(Path.Combine(other.Root, "a", "b"));

        var refusal = Assert.Throws<SourceException>(() => GitRepository.Of(repository.Root).WriteDescription(commit, folder.FullName));

        Assert.Equal(
            $"commit {commit[..7]}: the path 'stacks/../../outside' leads out of the project; nothing of this commit is read",
            refusal.Message);
        Assert.False(File.Exists(Path.Combine(other.Root, "a", "outside")));
    }

    [SkippableFact]
    public void HooksAndFileWatchersAreNotRun()
    {
        Skip.If(OperatingSystem.IsWindows(), "a shell is used");
        using var repository = new ScratchRepository();
        foreach (var name in (string[])["post-checkout", "watcher"])
        {
            repository.Write($".git/hooks/{name}", Spy);
            Shell.Run("chmod", "+x", Path.Combine(repository.Root, ".git", "hooks", name));
        }
        repository.Git("config", "core.fsmonitor", Path.Combine(repository.Root, ".git", "hooks", "watcher"));
        var git = GitRepository.Of(repository.Root);
        var tree = Path.Combine(repository.Cache, "tree");

        git.Status();
        git.AddWorktree(tree, repository.First);
        git.RemoveWorktree(tree);

        Assert.False(File.Exists(Path.Combine(repository.Root, ".git", "hooks", "was-run")));
    }

    [Theory]
    [InlineData("Preparing worktree (detached HEAD 1234567)|fatal: no space", "fatal: no space")]
    [InlineData("error: unable to read|fatal: stopped", "fatal: stopped")]
    [InlineData("something else|happened", "happened")]
    [InlineData(
        "fatal: detected dubious ownership in repository at '/a'|To add an exception, call:|\tgit config --add safe.directory /a",
        "fatal: detected dubious ownership in repository at '/a' To add an exception, call: git config --add safe.directory /a")]
    public void ErrorIsShownWithItsAdviceAndWithoutProgress(string lines, string reason) =>
        Assert.Equal(reason, GitRepository.Reason(lines.Split('|')));

    [Fact]
    public void VariablesThatPointGitElsewhereAreRemoved()
    {
        string[] kept = ["GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_LITERAL_PATHSPECS", "PATH"];
        var local = Shell.Run("git", "rev-parse", "--local-env-vars").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] all = [.. local, "GIT_ICASE_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_LITERAL_PATHSPECS", "PATH"];
        var environment = all.ToDictionary(name => name, string? (_) => "1", StringComparer.Ordinal);

        ToolRun.SetVariables(environment, new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_LITERAL_PATHSPECS"] = "2" });

        Assert.Equal("2", environment["GIT_LITERAL_PATHSPECS"]);
        Assert.Equal(kept, environment.Keys.Order(StringComparer.Ordinal));
    }
}
