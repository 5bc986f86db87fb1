namespace Infra.Model.Yaml;

/// <summary>A map, its keys unique and in the order they were written.</summary>
/// <param name="entries">The entries.</param>
/// <param name="position">Where it begins.</param>
public sealed class YamlMap(IReadOnlyList<YamlEntry> entries, Position position) : YamlNode(position)
{
    /// <summary>The entries.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    /// <inheritdoc/>
    public override string Kind => "a map";

    /// <summary>The entry of a key, or null.</summary>
    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The text of a scalar under a key, or null.</summary>
    public string? Text(string key) => Find(key)?.Value is YamlScalar { IsNull: false, IsEmpty: false } scalar ? scalar.Text : null;

    /// <summary>The map with an entry added or replaced.</summary>
    public YamlMap With(string key, YamlNode value) =>
        new([.. Entries.Where(entry => entry.Key != key), new YamlEntry(key, value.Position, value)], Position);

    /// <summary>The map without a key.</summary>
    public YamlMap Without(string key) => new([.. Entries.Where(entry => entry.Key != key)], Position);
}
