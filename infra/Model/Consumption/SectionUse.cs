namespace Infra.Model.Consumption;

/// <summary>A section of a described system, and whether the program builds anything from it yet.</summary>
/// <param name="Name">The section as it is written: a key of <c>system.yaml</c>, or two joined by a dot.</param>
/// <param name="Consumed">Something is built from it.</param>
public sealed record SectionUse(string Name, bool Consumed)
{
    /// <summary>For a section of which a part is built: whether what this system describes is within that part. Null (default) for one that is built or not as a whole.</summary>
    public Func<SystemSpec, bool>? BuiltFor { get; init; }
}
