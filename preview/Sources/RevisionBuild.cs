using Infra.Preview.Graph;

namespace Infra.Preview.Sources;

/// <summary>Plans of a commit whose program differs: built and run by that commit's own command line, in a worktree.</summary>
internal static class RevisionBuild
{
    private const string LockName = ".lock";

    /// <summary>Variables with which a build leaves no servers behind, and prints no welcome text.</summary>
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
    };

    /// <summary>Plans a stack of a commit.</summary>
    /// <exception cref="SourceException">The commit cannot be checked out or built, or gives no plan.</exception>
    public static PlanGraph Plan(GitRepository repository, string commit, SideName side, SourceOptions options)
    {
        var (folder, isTemporary) = FolderFor(options);
        try
        {
            return PlanIn(folder, repository, commit, side, options);
        }
        finally
        {
            if (isTemporary)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>
    /// Folder for worktrees: in the cache, or one of this run. A known place below the folder for temporary files may be another user's.
    /// </summary>
    private static (string Folder, bool IsTemporary) FolderFor(SourceOptions options)
    {
        if (options.CacheFolder is { } cache)
        {
            try
            {
                return (Directory.CreateDirectory(Path.Combine(cache, "infra-worktrees")).FullName, false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A cache that cannot be written is not used.
            }
        }
        return (Directory.CreateTempSubdirectory("infra-worktrees-").FullName, true);
    }

    private static PlanGraph PlanIn(string folder, GitRepository repository, string commit, SideName side, SourceOptions options)
    {
        var interruption = options.Interruption();
        RemoveLeftovers(repository, folder);
        var tree = Path.Combine(folder, $"{WorkingTree.Abbreviated(commit)}-{Environment.ProcessId}");
        using var taken = File.Open(tree + LockName, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            options.Progress(
                $"{side.Text}: building the program of {WorkingTree.Abbreviated(commit)}, which differs from this one; it takes minutes");
            repository.AddWorktree(tree, commit);
            return Plan(Path.Combine(tree, repository.Prefix), commit, side, options, interruption);
        }
        finally
        {
            repository.RemoveWorktree(tree);
            taken.Dispose();
            File.Delete(tree + LockName);
        }
    }

    private static PlanGraph Plan(
        string root, string commit, SideName side, SourceOptions options, CancellationToken interruption)
    {
        var file = Path.Combine(root, ".infra-plan.json");
        string[] phase = side.Phase is null ? [] : ["--phase", side.Phase];
        ToolRun run;
        try
        {
            run = ToolRun.Of(
                [.. options.Program, "preview", side.Stack, .. phase, "--json", "--out", file],
                root,
                options.BuildLimit,
                input: null,
                Variables,
                interruption);
        }
        catch (SourceException e)
        {
            throw new SourceException($"{side.Text}: the program of {WorkingTree.Abbreviated(commit)} gives no plan: {e.Message}", e);
        }
        if (run.ExitCode != 0 || !File.Exists(file))
        {
            throw new SourceException(
                $"{side.Text}: the program of {WorkingTree.Abbreviated(commit)} gives no plan (exit code {run.ExitCode}); it ended with\n"
                    + string.Join('\n', LinesOf(run.Output).Concat(run.LastLines).TakeLast(12)));
        }
        try
        {
            return PlanJson.Read(File.ReadAllBytes(file));
        }
        catch (FormatException e)
        {
            throw new SourceException(
                $"{side.Text}: the program of {WorkingTree.Abbreviated(commit)} writes another format: {e.Message}", e);
        }
    }

    private static IEnumerable<string> LinesOf(byte[] output) =>
        System.Text.Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(12);

    /// <summary>Removes the worktrees of runs that were cut off: those whose lock nobody holds.</summary>
    private static void RemoveLeftovers(GitRepository repository, string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*" + LockName))
        {
            try
            {
                using (File.Open(file, FileMode.Open, FileAccess.Write, FileShare.None))
                {
                    repository.RemoveWorktree(file[..^LockName.Length]);
                }
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another run is using it.
            }
        }
    }
}
