using Infra.Model.Validation;
using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>The names that a folded system describes, by the lists they stand in.</summary>
/// <param name="root">The folded system.</param>
/// <param name="environments">The environments that have files.</param>
public sealed class DescribedNames(YamlMap root, KnownEnvironments environments)
{
    private readonly Dictionary<string, HashSet<string>> _names = [];

    /// <summary>Whether a name is one that a rule asks for.</summary>
    public bool Has(RefersToAttribute rule, string name)
    {
        foreach (var path in rule.Paths)
        {
            if (path == EnvironmentNameAttribute.Environments ? environments.Exists(name) : NamesAt(path).Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All names that a rule allows, for hints.</summary>
    public IReadOnlyCollection<string> Of(RefersToAttribute rule) =>
    [
        .. rule.Paths.SelectMany(
            path => path == EnvironmentNameAttribute.Environments ? environments.List() : (IEnumerable<string>)NamesAt(path)),
        .. rule.Also is null ? Array.Empty<string>() : [rule.Also],
    ];

    private HashSet<string> NamesAt(string path)
    {
        if (!_names.TryGetValue(path, out var names))
        {
            names = [];
            Collect(root, path.Split('.'), 0, names);
            _names.Add(path, names);
        }

        return names;
    }

    private static void Collect(YamlNode? node, string[] keys, int depth, HashSet<string> names)
    {
        switch (node)
        {
            case YamlMap map when depth < keys.Length:
                Collect(map.Find(keys[depth])?.Value, keys, depth + 1, names);
                break;
            case YamlMap map when map.Text("name") is { } name:
                names.Add(name);
                break;
            case YamlSequence list:
                foreach (var item in list.Items)
                {
                    Collect(item, keys, depth, names);
                }

                break;
            default:
                break;
        }
    }
}
