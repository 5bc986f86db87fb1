using Infra.Model.Yaml;

namespace Infra.Model;

/// <summary>Where the records of a loaded system were written. Empty for records made in code.</summary>
public sealed class SourceMap
{
    private static readonly Position s_nowhere = new("(not from a file)", 0);
    private readonly Dictionary<object, YamlMap> _maps = new(ReferenceEqualityComparer.Instance);

    /// <summary>Remembers where a record comes from.</summary>
    public void Add(object record, YamlMap map) => _maps[record] = map;

    /// <summary>Remembers a record made from another one in its place.</summary>
    public void Move(object from, object to)
    {
        if (_maps.Remove(from, out var map))
        {
            _maps.Add(to, map);
        }
    }

    /// <summary>Where a setting of a record is written; the record's own place when the setting is not written out; a line-less place for records made in code.</summary>
    public Position Of(object record, string? key = null)
    {
        if (!_maps.TryGetValue(record, out var map))
        {
            return s_nowhere;
        }

        return key is not null && map.Find(key) is { } entry ? entry.Position : map.Position;
    }

    /// <summary>Where an item of a list setting is written; the list's place when it has no such item.</summary>
    public Position OfItem(object record, string key, int index) =>
        _maps.TryGetValue(record, out var map) && map.Find(key)?.Value is YamlSequence list && index < list.Items.Count
            ? list.Items[index].Position
            : Of(record, key);

    /// <summary>Whether a setting of a record is written out somewhere.</summary>
    public bool IsWritten(object record, string key) => _maps.TryGetValue(record, out var map) && map.Find(key) is not null;
}
