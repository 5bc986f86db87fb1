using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>The changes of a phase or step.</summary>
/// <param name="Step">The phase or step.</param>
/// <param name="Environment">The environment it is for; null for every one.</param>
/// <param name="Changes">The changes, in the shape of <c>system.yaml</c>.</param>
public sealed record PhaseChanges(string Step, string? Environment, YamlMap Changes);
