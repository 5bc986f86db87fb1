using Infra.Model.Yaml;

namespace Infra.Model;

/// <summary>
/// The paths of a document's nodes from its root, like <c>cluster.nodes[master-1].sshPort</c>. Made when the first one is asked for: most
/// documents have no problem.
/// </summary>
/// <param name="root">The document.</param>
public sealed class SettingPaths(YamlMap root)
{
    private Dictionary<object, string>? _paths;

    /// <summary>The path of a node or entry; null when it is not in the document.</summary>
    public string? Of(object node)
    {
        if (_paths is null)
        {
            _paths = new(ReferenceEqualityComparer.Instance);
            Add(root, "");
        }

        return _paths.GetValueOrDefault(node);
    }

    private void Add(YamlNode node, string path)
    {
        _paths!.TryAdd(node, path);
        switch (node)
        {
            case YamlMap map:
                foreach (var entry in map.Entries)
                {
                    var below = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
                    _paths.TryAdd(entry, below);
                    Add(entry.Value, below);
                }

                break;
            case YamlSequence list:
                for (var index = 0; index < list.Items.Count; index++)
                {
                    Add(list.Items[index], $"{path}[{(list.Items[index] as YamlMap)?.Text("name") ?? $"{index + 1}"}]");
                }

                break;
            default:
                break;
        }
    }
}
