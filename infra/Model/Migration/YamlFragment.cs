using Infra.Model.Yaml;

namespace Infra.Model;

/// <summary>A YAML fragment kept unparsed, to be merged into the system later.</summary>
/// <param name="Root">The piece, a map.</param>
public sealed record YamlFragment(YamlMap Root)
{
    /// <summary>The fragment as text, for messages.</summary>
    public override string ToString() => $"changes at {Root.Position}";
}
