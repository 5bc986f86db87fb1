namespace Infra.Model;

/// <summary>A section of a described system from which a component is built.</summary>
/// <param name="Name">The section as it is written: a key of <c>system.yaml</c>, or two joined by a dot.</param>
public sealed record SectionUse(string Name)
{
    /// <summary>
    /// Check, for a section of which only a part is built, of whether everything that this system describes in it is built. Null (default)
    /// when all of it is built.
    /// </summary>
    public Func<SystemSpec, bool>? BuiltFor { get; init; }
}
