namespace Infra.Model;

/// <summary>The steps of a migration in their order, and the gates before each of them.</summary>
public sealed class StepOrder
{
    /// <summary>Position before the first step, in which nothing of the migration applies.</summary>
    public const int BeforeFirst = -1;

    /// <summary>Orders the steps of a migration.</summary>
    /// <param name="migration">The migration.</param>
    public StepOrder(MigrationSpec migration)
    {
        var steps = new List<MigrationStep>();
        foreach (var phase in migration.InOrder())
        {
            if (phase.Steps.Count == 0)
            {
                steps.Add(new(phase, null));
            }

            foreach (var step in phase.Steps)
            {
                steps.Add(new(phase, step));
            }
        }

        Steps = steps;
    }

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<MigrationStep> Steps { get; }

    /// <summary>
    /// Position of a phase or step; a phase's name stands for its last step. <see cref="BeforeFirst"/> for null or an empty name; null for
    /// an unknown name.
    /// </summary>
    /// <param name="name">The name.</param>
    public int? PositionOf(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return BeforeFirst;
        }

        for (var index = 0; index < Steps.Count; index++)
        {
            if (Steps[index].Name == name || (Steps[index].IsLast && Steps[index].Phase.Name == name))
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>
    /// The gates that must have passed before a step: those of earlier phases, and those that it or a step before it requires. Each once,
    /// in the order of the phases.
    /// </summary>
    /// <param name="position">Position of the step.</param>
    public IReadOnlyList<GateSpec> GatesBefore(int position)
    {
        if (position < 0)
        {
            return [];
        }

        var required = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index <= position; index++)
        {
            required.UnionWith(Steps[index].Step?.Requires ?? []);
        }

        var gates = new List<GateSpec>();
        var chosen = Steps[position].Phase;
        foreach (var phase in Steps.Select(static step => step.Phase).Distinct(ReferenceEqualityComparer.Instance).Cast<PhaseSpec>())
        {
            gates.AddRange(phase.Gates.Where(gate => phase.Order < chosen.Order || required.Contains(gate.Name)));
        }

        return gates;
    }

    /// <summary>The first step before which a gate must have passed; null for a gate that stands before no step.</summary>
    /// <param name="gate">Name of the gate.</param>
    public MigrationStep? After(string gate)
    {
        for (var index = 0; index < Steps.Count; index++)
        {
            if (GatesBefore(index).Any(each => each.Name == gate))
            {
                return Steps[index];
            }
        }

        return null;
    }
}
