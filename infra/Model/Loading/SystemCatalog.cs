namespace Infra.Model.Loading;

/// <summary>Everything described under a root: systems with their environments and phases, and the stacks.</summary>
public sealed record SystemCatalog
{
    /// <summary>The systems, by name.</summary>
    public required IReadOnlyList<SystemEntry> Systems { get; init; }

    /// <summary>The stacks, by name.</summary>
    public required IReadOnlyList<StackEntry> Stacks { get; init; }

    /// <summary>Problems of files that could not be read.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>Reads the catalog.</summary>
    /// <param name="rootDirectory">The folder with <c>Pulumi.yaml</c> and <c>stacks/</c>.</param>
    public static SystemCatalog Read(string rootDirectory)
    {
        var files = new ProjectFiles(rootDirectory);
        var problems = new ProblemList();
        var systems = SystemFiles.Systems(rootDirectory).Select(name => new SystemEntry(
            name,
            SystemFiles.Environments(rootDirectory, name),
            Migration(files, name, problems).Phases)).ToList();
        var stacks = new List<StackEntry>();
        foreach (var name in SystemFiles.Stacks(rootDirectory))
        {
            var file = StackFile.Read(files, name);
            problems.AddRange(file.Problems);
            var selection = file.Problems.Count == 0 ? file.Select(problems) : null;
            stacks.Add(new StackEntry(name, selection?.System, selection?.Environment, selection?.Phase));
        }

        return new SystemCatalog { Systems = systems, Stacks = stacks, Problems = problems.Sorted() };
    }

    private static MigrationSpec Migration(ProjectFiles files, string system, ProblemList problems)
    {
        var file = $"{SystemFiles.Folder}/{system}/{SystemFiles.Migration}";
        return File.Exists(Path.Combine(files.Root, file)) && files.Read(file, problems) is { } map
            ? new SpecBinder(problems, new SourceMap()).Bind<MigrationSpec>(map) ?? new MigrationSpec()
            : new MigrationSpec();
    }
}
