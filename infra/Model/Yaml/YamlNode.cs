namespace Infra.Model.Yaml;

/// <summary>A piece of YAML that knows where it was written. Never changed once read.</summary>
/// <param name="position">Where it begins.</param>
public abstract class YamlNode(Position position)
{
    /// <summary>Position at which the node begins.</summary>
    public Position Position { get; } = position;

    /// <summary>Kind of the node, as messages name it.</summary>
    public abstract string Kind { get; }
}
