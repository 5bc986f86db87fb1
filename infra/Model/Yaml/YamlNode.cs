namespace Infra.Model.Yaml;

/// <summary>A piece of YAML that knows where it was written. Never changed once read.</summary>
/// <param name="position">Where it begins.</param>
public abstract class YamlNode(Position position)
{
    /// <summary>Where it begins.</summary>
    public Position Position { get; } = position;

    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }
}
