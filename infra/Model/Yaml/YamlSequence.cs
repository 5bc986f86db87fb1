namespace Infra.Model.Yaml;

/// <summary>A list.</summary>
/// <param name="items">The items.</param>
/// <param name="position">Where it begins.</param>
public sealed class YamlSequence(IReadOnlyList<YamlNode> items, Position position) : YamlNode(position)
{
    /// <summary>The items.</summary>
    public IReadOnlyList<YamlNode> Items { get; } = items;

    /// <summary>Every item is a map with a <c>name</c>: such lists are merged by it.</summary>
    public bool IsNamed => Items.Count > 0 && Items.All(item => item is YamlMap map && map.Text("name") is not null);

    /// <inheritdoc/>
    public override string Kind => "a list";
}
