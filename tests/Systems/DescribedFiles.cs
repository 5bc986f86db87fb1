using Infra.Tests.Support;

namespace Infra.Tests.Systems;

/// <summary>The YAML files of described systems: the user's in <c>stacks/</c> and the frozen copies.</summary>
internal static class DescribedFiles
{
    /// <summary>Their paths below the repository's root, sorted.</summary>
    public static TheoryData<string> All() =>
        [.. new[] { Repository.Root, FrozenSystems.Root }
            .SelectMany(root => Directory.EnumerateFiles(Path.Combine(root, "stacks"), "*.yaml", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)];
}
