namespace Infra.Model;

/// <summary>A gate: all criteria must hold before the next phase.</summary>
public sealed record GateSpec : INamed
{
    /// <summary>Name of the gate.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>A title for people.</summary>
    [FreeText]
    public required string Title { get; init; }

    /// <summary>Criteria that must hold.</summary>
    public required IReadOnlyList<CriterionSpec> Criteria { get; init; }
}
