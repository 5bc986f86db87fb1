namespace Infra.Model;

/// <summary>The way from the old platform: <c>migration.yaml</c>.</summary>
public sealed record MigrationSpec
{
    /// <summary>One sentence for people.</summary>
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>The planned time, e.g. <c>12-14 weeks</c>.</summary>
    [FreeText]
    public string Timeline { get; init; } = "";

    /// <summary>The phases, ordered by <see cref="PhaseSpec.Order"/>.</summary>
    public IReadOnlyList<PhaseSpec> Phases { get; init; } = [];

    /// <summary>The phases in their order.</summary>
    public IReadOnlyList<PhaseSpec> InOrder()
    {
        var phases = new List<PhaseSpec>(Phases);
        phases.Sort(static (left, right) => left.Order.CompareTo(right.Order));
        return phases;
    }

    /// <summary>The data that moves.</summary>
    public IReadOnlyList<DataMoveSpec> DataMoves { get; init; } = [];

    /// <summary>The risks the plan names.</summary>
    public IReadOnlyList<RiskSpec> Risks { get; init; } = [];
}
