using Infra.Model.Yaml;

namespace Infra.Model;

/// <summary>A piece of YAML kept as it is, to be folded onto the system later.</summary>
/// <param name="Root">The piece, a map.</param>
public sealed record YamlFragment(YamlMap Root)
{
    /// <summary>The piece as text, for messages.</summary>
    public override string ToString() => $"changes at {Root.Position}";
}
