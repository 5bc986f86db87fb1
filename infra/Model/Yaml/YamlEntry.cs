namespace Infra.Model.Yaml;

/// <summary>A key of a map and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Position">Where the key is written.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(string Key, Position Position, YamlNode Value);
