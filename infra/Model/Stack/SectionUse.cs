namespace Infra.Model;

/// <summary>A section of a described system that something is built from.</summary>
/// <param name="Name">The section as it is written: a key of <c>system.yaml</c>, or two joined by a dot.</param>
public sealed record SectionUse(string Name)
{
    /// <summary>For a section of which a part is built: whether everything that this system describes in it is built. Null (default) for all of it.</summary>
    public Func<SystemSpec, bool>? BuiltFor { get; init; }
}
