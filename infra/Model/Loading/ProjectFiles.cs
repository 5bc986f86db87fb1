using Infra.Model.Validation;
using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// The files under a project's root for one run. A guest and the owner of its cluster read the same files; each is read and parsed once.
/// </summary>
/// <param name="root">The project's root.</param>
public sealed class ProjectFiles(string root)
{
    private readonly Dictionary<string, YamlMap> _read = new(StringComparer.Ordinal);

    /// <summary>The project's root.</summary>
    public string Root { get; } = root;

    /// <summary>The files with one of them as it would be after an edit.</summary>
    /// <param name="relative">The file from the root, as messages name it.</param>
    /// <param name="map">Its edited content.</param>
    public ProjectFiles With(string relative, YamlMap map)
    {
        var edited = new ProjectFiles(Root);
        edited._read.Add(relative, map);
        return edited;
    }

    /// <summary>Reads a YAML file that holds a map. A file with problems is read again, so that each reader reports them.</summary>
    /// <param name="relative">The file from the root, as messages name it.</param>
    /// <param name="problems">Receives the problems of the file.</param>
    /// <returns>The map; null when the file cannot be read.</returns>
    public YamlMap? Read(string relative, ProblemList problems)
    {
        if (_read.TryGetValue(relative, out var known))
        {
            return known;
        }

        var before = problems.Count;
        var map = SystemFiles.Read(Root, relative, problems);
        if (map is not null && problems.Count == before)
        {
            _read.Add(relative, map);
        }

        return map;
    }
}
