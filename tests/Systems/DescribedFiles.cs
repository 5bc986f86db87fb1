using Infra.Tests.Support;

namespace Infra.Tests.Systems;

/// <summary>YAML files of the described systems: the user's in <c>stacks/</c> and the frozen copies.</summary>
internal static class DescribedFiles
{
    /// <summary>Paths of the files below the root of the repository, sorted.</summary>
    public static TheoryData<string> All() =>
        [.. new[] { Repository.Root, FrozenSystems.Root }
            .SelectMany(root => Directory.EnumerateFiles(Path.Combine(root, "stacks"), "*.yaml", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)];
}
