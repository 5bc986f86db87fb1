namespace Infra.Model;

/// <summary>A section of a described system from which a component is built.</summary>
/// <param name="Name">The section as it is written: a key of <c>system.yaml</c>, or two joined by a dot.</param>
public sealed record SectionUse(string Name)
{
    /// <summary>
    /// The settings that a system describes in the section and from which nothing is built, e.g. <c>delivery: push</c>; null for none. Null
    /// (default) for a section of which everything is built.
    /// </summary>
    public Func<SystemSpec, string?>? NotBuilt { get; init; }
}
