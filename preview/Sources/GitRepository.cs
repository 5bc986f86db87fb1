using System.Text;

namespace Infra.Preview.Sources;

/// <summary>Git repository of a project: everything that is asked of git.</summary>
public sealed class GitRepository
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Settings for runs that ask nobody, load nothing from a remote and write no index.</summary>
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["GIT_OPTIONAL_LOCKS"] = "0",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_NO_LAZY_FETCH"] = "1",
        ["GIT_LITERAL_PATHSPECS"] = "1",
        ["LC_ALL"] = "C",
    };

    /// <summary>Settings that keep git from running programs which the repository or the user has set: hooks and file watchers.</summary>
    private static readonly string[] Settings = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"];

    private readonly string _root;
    private readonly string _git;

    private GitRepository(string root, string prefix, string git)
    {
        _root = root;
        _git = git;
        Prefix = prefix;
    }

    /// <summary>Path of the project in the repository, with a slash at its end; empty when the project is the repository.</summary>
    public string Prefix { get; }

    /// <summary>Finds the repository of a project.</summary>
    /// <param name="root">Folder of `Pulumi.yaml`.</param>
    /// <param name="git">Program that is run.</param>
    /// <exception cref="SourceException">The project is in no repository.</exception>
    public static GitRepository Of(string root, string git = "git")
    {
        for (var folder = new DirectoryInfo(root); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                var inside = Path.GetRelativePath(folder.FullName, root).Replace('\\', '/');
                return new(root, inside == "." ? "" : inside + "/", git);
            }
        }
        throw new SourceException($"{root} is in no git repository");
    }

    /// <summary>Resolves a revision to a commit.</summary>
    /// <param name="revision">Branch, tag, hash or expression such as `HEAD~2`.</param>
    /// <exception cref="SourceException">There is no such commit, or git cannot tell.</exception>
    public string Commit(string revision)
    {
        var run = Run(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"]);
        if (run.ExitCode == 0)
        {
            return Text(run).Trim();
        }
        if (run.LastLines.Count > 0)
        {
            throw new SourceException($"revision '{revision}': {Reason(run.LastLines)}");
        }
        throw new SourceException(Text(Run(["rev-parse", "--is-shallow-repository"])).Trim() == "true"
            ? $"revision '{revision}': not found in this shallow clone; "
                + "fetch it first (git fetch --unshallow, or git fetch origin <branch>)"
            : $"revision '{revision}': not found; git branch --all and git tag list the names (git fetch brings those of the remote)");
    }

    /// <summary>Compares the project's files with the last commit, in one call.</summary>
    /// <exception cref="SourceException">Git is missing or fails.</exception>
    public WorkingTree Status()
    {
        string? commit = null;
        var changed = new List<string>();
        foreach (var entry in Entries(
            Checked(["status", "--porcelain=v2", "--branch", "--no-renames", "--untracked-files=all", "-z", "--", "."])))
        {
            if (entry.StartsWith("# branch.oid ", StringComparison.Ordinal))
            {
                commit = entry["# branch.oid ".Length..] is var oid and not "(initial)" ? oid : null;
            }
            else if (PathOf(entry) is { } path && path.StartsWith(Prefix, StringComparison.Ordinal))
            {
                changed.Add(path[Prefix.Length..]);
            }
        }
        return new(commit, changed);
    }

    /// <summary>Whether a commit has a file of the project.</summary>
    /// <exception cref="SourceException">Git is missing.</exception>
    public bool Has(string commit, string file) => Run(["cat-file", "-e", $"{commit}:./{file}"]).ExitCode == 0;

    /// <summary>Compares the project's files with a commit.</summary>
    /// <exception cref="SourceException">Git fails.</exception>
    public WorkingTree Since(string commit) => new(
        commit,
        [
            .. Entries(Checked(["diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", "."])),
            .. Entries(Checked(["ls-files", "--others", "--exclude-standard", "-z", "--", "."])),
        ]);

    /// <summary>Writes the description of a commit, that is `stacks/` and `Pulumi*.yaml`, into an empty folder.</summary>
    /// <exception cref="SourceException">Git fails, or an object is not in the clone.</exception>
    public void WriteDescription(string commit, string folder)
    {
        var files = new List<(string Id, string Path)>();
        foreach (var entry in Entries(Checked(["ls-tree", "-r", "-z", commit])))
        {
            // "100644 blob <id>\t<path>"; links and submodules are no description.
            var (facts, path) = (entry.Split('\t', 2)[0].Split(' '), entry.Split('\t', 2)[1]);
            if (facts[0].StartsWith("100", StringComparison.Ordinal) && WorkingTree.IsDescription(path))
            {
                files.Add((facts[2], path));
            }
        }
        var ids = Encoding.ASCII.GetBytes(string.Concat(files.Select(file => file.Id + "\n")));
        var content = Checked(["cat-file", "--batch"], ids).AsSpan();
        foreach (var (id, path) in files)
        {
            // "<id> blob <size>\n<content>\n"
            var head = Encoding.ASCII.GetString(content[..content.IndexOf((byte)'\n')]);
            if (head.Split(' ') is not [_, "blob", var size])
            {
                throw new SourceException($"commit {WorkingTree.Abbreviated(commit)}: {path} ({id}) is not in this clone; fetch it first");
            }
            content = content[(head.Length + 1)..];
            var target = Below(folder, path, commit);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content[..int.Parse(size)]);
            content = content[(int.Parse(size) + 1)..];
        }
    }

    /// <summary>Checks a commit out into a new folder, beside the working tree.</summary>
    /// <exception cref="SourceException">Git fails.</exception>
    public void AddWorktree(string folder, string commit) => Checked(["worktree", "add", "--detach", "--force", folder, commit]);

    /// <summary>Removes a folder that <see cref="AddWorktree"/> made, also one that a run left behind.</summary>
    public void RemoveWorktree(string folder)
    {
        Run(["worktree", "remove", "--force", "--force", folder]);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        Run(["worktree", "prune"]);
    }

    /// <summary>Reads from the errors of git why it failed: its last error with what it advises, without the progress before it.</summary>
    /// <param name="lines">Lines of standard error, at least one.</param>
    internal static string Reason(IReadOnlyList<string> lines)
    {
        var first = lines.Count - 1;
        for (var i = first; i >= 0; i--)
        {
            if (lines[i].StartsWith("fatal: ", StringComparison.Ordinal) || lines[i].StartsWith("error: ", StringComparison.Ordinal))
            {
                first = i;
                break;
            }
        }
        return string.Join(' ', lines.Skip(first).Select(line => line.Trim()));
    }

    /// <summary>Path of a description's file below a folder. A tree that was not made by git may have entries such as `..`.</summary>
    private static string Below(string folder, string path, string commit)
    {
        var full = Path.GetFullPath(Path.Combine(folder, path));
        return !path.Split('/', '\\').Contains("..", StringComparer.Ordinal)
            && full.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new SourceException(
                $"commit {WorkingTree.Abbreviated(commit)}: the path '{path}' leads out of the project; nothing of this commit is read");
    }

    private static string? PathOf(string entry) => entry[0] switch
    {
        '1' => entry.Split(' ', 9)[^1],
        'u' => entry.Split(' ', 11)[^1],
        '?' => entry[2..],
        _ => null,
    };

    private static string[] Entries(byte[] output) =>
        Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(ToolRun run) => Encoding.UTF8.GetString(run.Output);

    private byte[] Checked(IReadOnlyList<string> arguments, byte[]? input = null)
    {
        var run = Run(arguments, input);
        var reason = run.LastLines.Count > 0 ? Reason(run.LastLines) : $"exit code {run.ExitCode}";
        return run.ExitCode == 0 ? run.Output : throw new SourceException($"git {arguments[0]}: {reason}");
    }

    private ToolRun Run(IReadOnlyList<string> arguments, byte[]? input = null) =>
        ToolRun.Of([_git, .. Settings, .. arguments], _root, Limit, input, Variables);
}
