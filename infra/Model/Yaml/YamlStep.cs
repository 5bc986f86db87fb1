namespace Infra.Model.Yaml;

/// <summary>A step on the way to a setting in a YAML text: a key of a map, or an entry of a list of named entries.</summary>
/// <param name="Word">The key, or the entry's name.</param>
/// <param name="IsEntry">Whether the step goes to an entry of a list.</param>
public readonly record struct YamlStep(string Word, bool IsEntry = false);
