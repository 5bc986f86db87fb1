namespace Infra.Model;

/// <summary>Migration from the old platform, described in <c>migration.yaml</c>.</summary>
public sealed record MigrationSpec
{
    /// <summary>Description of the migration, as one sentence.</summary>
    [ForPeople]
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>Planned duration, e.g. <c>12-14 weeks</c>.</summary>
    [ForPeople]
    [FreeText]
    public string Timeline { get; init; } = "";

    /// <summary>Phases, ordered by <see cref="PhaseSpec.Order"/>.</summary>
    public IReadOnlyList<PhaseSpec> Phases { get; init; } = [];

    /// <summary>Phases in their order.</summary>
    public IReadOnlyList<PhaseSpec> InOrder()
    {
        var phases = new List<PhaseSpec>(Phases);
        phases.Sort(static (left, right) => left.Order.CompareTo(right.Order));
        return phases;
    }

    /// <summary>Data to move, each at the step that names it.</summary>
    public IReadOnlyList<DataMoveSpec> DataMoves { get; init; } = [];

    /// <summary>Risks named in the plan.</summary>
    [ForPeople]
    public IReadOnlyList<RiskSpec> Risks { get; init; } = [];
}
