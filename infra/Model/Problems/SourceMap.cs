using Infra.Model.Yaml;

namespace Infra.Model;

/// <summary>Positions of the records of a loaded system in its files. Empty for records made in code.</summary>
public sealed class SourceMap
{
    private static readonly Position Nowhere = new("(not from a file)", 0);
    private readonly Dictionary<object, YamlMap> _maps = new(ReferenceEqualityComparer.Instance);
    private readonly List<SettingPaths> _paths = [];

    /// <summary>Remembers a document, whose nodes then have paths.</summary>
    public void AddRoot(YamlMap root) => _paths.Add(new SettingPaths(root));

    /// <summary>Remembers where a record comes from.</summary>
    public void Add(object record, YamlMap map) => _maps[record] = map;

    /// <summary>Remembers a record made from another one, beside it.</summary>
    public void Derive(object from, object made)
    {
        if (_maps.TryGetValue(from, out var map))
        {
            _maps[made] = map;
        }
    }

    /// <summary>Remembers a record made from another one in its place.</summary>
    public void Move(object from, object to)
    {
        if (_maps.Remove(from, out var map))
        {
            _maps.Add(to, map);
        }
    }

    /// <summary>
    /// The place of a record's setting; the record's own where the setting is not written; a place without a line for records made in code.
    /// </summary>
    public Position Of(object record, string? key = null)
    {
        if (!_maps.TryGetValue(record, out var map))
        {
            return Nowhere;
        }

        return key is not null && map.Find(key) is { } entry ? entry.Position : map.Position;
    }

    /// <summary>The path of a record's setting, like <c>cluster.nodes[master-1].sshPort</c>; empty for records made in code.</summary>
    public string PathOf(object record, string? key = null) => _maps.TryGetValue(record, out var map) ? PathOf(map, key) : key ?? "";

    /// <summary>The path of an entry of a map.</summary>
    public string PathOf(YamlMap map, string? key)
    {
        var path = Find(map);
        return key is null ? path : path.Length == 0 ? key : $"{path}.{key}";
    }

    /// <summary>The path of a value.</summary>
    public string PathOf(YamlNode node) => Find(node);

    /// <summary>The path of a key.</summary>
    public string PathOf(YamlEntry entry) => Find(entry);

    /// <summary>Whether a setting of a record is written.</summary>
    public bool IsWritten(object record, string key) => _maps.TryGetValue(record, out var map) && map.Find(key) is not null;

    private string Find(object node)
    {
        foreach (var paths in _paths)
        {
            if (paths.Of(node) is { } path)
            {
                return path;
            }
        }

        return "";
    }
}
