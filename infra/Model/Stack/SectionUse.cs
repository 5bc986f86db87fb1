namespace Infra.Model;

/// <summary>A section of a described system from which a component is built.</summary>
/// <param name="Name">The section as it is written: a key of <c>system.yaml</c>, or two joined by a dot.</param>
public sealed record SectionUse(string Name);
