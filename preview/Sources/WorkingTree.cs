using Infra.Preview.Graph;

namespace Infra.Preview.Sources;

/// <summary>State of a project's files against a commit.</summary>
/// <param name="Commit">The commit, in full; null in a repository without commits.</param>
/// <param name="Changed">Paths from the project's root that differ, new files included.</param>
public sealed record WorkingTree(string? Commit, IReadOnlyList<string> Changed)
{
    /// <summary>Folders and files that no plan depends on.</summary>
    private static readonly string[] Beside =
        ["docs/", "tests/", "bench/", "images/", ".github/", ".ci/", "README.md", "LICENSE", ".gitignore", ".gitattributes"];

    /// <summary>Whether a file that describes systems or stacks differs.</summary>
    public bool DescriptionDiffers => Changed.Any(IsDescription);

    /// <summary>Whether a file that the program may be built of differs.</summary>
    public bool ProgramDiffers => Changed.Any(IsProgram);

    /// <summary>Files that differ and may describe a stack: its own, those of its system, and those of all systems.</summary>
    /// <param name="stack">Stack, its system and its environment.</param>
    public IReadOnlyList<string> DescriptionOf(PlanHeader stack) =>
    [
        .. Changed.Where(path => IsDescription(path) && path.Split('/') switch
        {
            [var file] => file == "Pulumi.yaml" || file == $"Pulumi.{stack.Stack}.yaml",
            ["stacks", _] => true,
            ["stacks", var system, var file] => system == stack.System
                && (!file.StartsWith("env.", StringComparison.Ordinal) || file == $"env.{stack.Environment}.yaml"),
            ["stacks", var system, ..] => system == stack.System,
            _ => false,
        }),
    ];

    /// <summary>Abbreviated hash of a commit for messages.</summary>
    public static string Abbreviated(string commit) => commit[..Math.Min(commit.Length, 7)];

    /// <summary>Whether a path from the root is part of the description: `stacks/` and `Pulumi*.yaml`.</summary>
    public static bool IsDescription(string path) =>
        path.StartsWith("stacks/", StringComparison.Ordinal)
        || (path.StartsWith("Pulumi", StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal)
            && !path.Contains('/', StringComparison.Ordinal));

    private static bool IsProgram(string path) =>
        !IsDescription(path)
        && !Beside.Any(beside => path == beside || (beside.EndsWith('/') && path.StartsWith(beside, StringComparison.Ordinal)));
}
